import type { FindingsFilter } from '../panel/filter.js';
import { filterFindings } from '../panel/filter.js';
import { noteRows, type Row } from '../panel/rows.js';
import { plainText } from '../plain-text.js';
import { foundText } from '../status/view.js';
import type { Translator } from '../translator.js';
import type { FolderNote, FolderRun } from './folder-notes.js';

/** A line for each note of a folder, with what was found in it below. */
export function folderRows({ notes }: FolderRun, filter: FindingsFilter, l10n: Translator): Row[] {
  return notes.map((note) => noteRow(note, filter, l10n));
}

function noteRow(note: FolderNote, filter: FindingsFilter, l10n: Translator): Row {
  const label = plainText(note.name);
  const id = `${note.uri} `;
  const { findings } = note;
  if (!findings) {
    const spoken = `${label}, ${note.problem}`;
    return { id, label, description: note.problem, tooltip: note.problem, spoken, icon: { name: 'warning' } };
  }
  const shown = filterFindings(findings, filter);
  const count = foundText(
    {
      entities: shown.entities.length,
      relations: shown.relations.length,
      contradictions: shown.contradictions.length,
      failed: note.failed,
      unplaced: 0,
    },
    l10n,
  );
  let children: readonly Row[] | undefined;
  return {
    id,
    label,
    description: count,
    spoken: `${label}, ${count}`,
    icon: { name: 'file' },
    // Of two thousand notes, few are opened.
    get children() {
      return (children ??= noteRows(findings, filter, l10n, id));
    },
  };
}

/** How far the run has come, in one sentence; empty if it is done. */
export function runText({ total, notes, state }: FolderRun, l10n: Translator): string {
  switch (state) {
    case 'running':
      return l10n.t('{0} of {1} notes analyzed', notes.length, total);
    case 'stopped':
      return l10n.t(
        'Stopped after {0} of {1} notes. Analyze the folder again to go on.',
        notes.length,
        total,
      );
    case 'done':
      return '';
  }
}
