import type { FolderStatistics } from './statistics.js';

/**
 * The table of concepts × notes as CSV (RFC 4180): type, concept, in how many notes, how often in all, and how often in
 * each note. The concepts with most mentions come first.
 */
export function conceptTable({ notes, concepts }: FolderStatistics): string {
  const header = ['type', 'concept', 'notes', 'mentions', ...notes.map(({ name }) => name)];
  const rows = concepts.map(({ type, label, notes: inNotes, mentions, byNote }) => [
    type,
    label,
    String(inNotes),
    String(mentions),
    ...notes.map(({ uri }) => String(byNote.get(uri) ?? 0)),
  ]);
  return [header, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

/** A cell that begins like a formula begins with an apostrophe instead: a spreadsheet would carry out words of a note. */
function cell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
