/** One line of a standoff file that becomes another; without line ends. Only `after`: added; only `before`: removed. */
export interface LineChange {
  readonly before?: string;
  readonly after?: string;
}

/** The lines of a file with their line ends: joined, they are the file, byte for byte. */
export type Lines = readonly string[];

/** The largest file that is read, in bytes. */
export const maxBytes = 20_000_000;

/** Why a file is neither read nor written. */
export type FileProblem = 'too-large' | 'not-text';

/** The lines of a file in UTF-8, or why it is left alone: it is too large, binary, or in another encoding. */
export function linesOf(bytes: Uint8Array): Lines | FileProblem {
  if (bytes.length > maxBytes) return 'too-large';
  if (bytes.includes(0)) return 'not-text';
  try {
    return splitLines(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return 'not-text';
  }
}

/** `text` cut behind each line feed. */
export function splitLines(text: string): Lines {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** A line without its line end and without a byte order mark. */
export function contentOf(line: string): string {
  return line.replace(/^\ufeff/, '').replace(/\r?\n$/, '');
}

/** The id that a line begins with; empty if there is none. */
export function idOf(content: string): string {
  return /^[^\s]+(?=\t)/.exec(content)?.[0] ?? '';
}

/**
 * Applies changes line by line, and touches no other line. A line that is to change must still be there as it was, and
 * an id that is to be added must not be in use: otherwise somebody else has changed the file, and the first change that
 * does not fit is returned as the `conflict`, with nothing applied. An added line stands behind the last of its kind
 * with a lower number, so that the order does not depend on when it was added.
 */
export function applyChanges(
  lines: Lines,
  changes: readonly LineChange[],
): { readonly lines: Lines } | { readonly conflict: LineChange } {
  const now = lines.map(parsed);
  const lineEnd = /\r?\n$/.exec(lines[0] ?? '')?.[0] ?? '\n';
  for (const change of changes) {
    const { before, after } = change;
    if (before !== undefined) {
      const index = now.findIndex(({ content }) => content === before);
      const line = now[index]?.line;
      if (line === undefined) return { conflict: change };
      const mark = line.startsWith('\ufeff') ? '\ufeff' : '';
      const end = /\r?\n$/.exec(line)?.[0] ?? '';
      const stays = after !== undefined ? [mark + after + end] : mark === '' ? [] : [mark];
      now.splice(index, 1, ...stays.map(parsed));
    } else if (after !== undefined) {
      const added = parsed(after + lineEnd);
      if (now.some(({ id }) => id === added.id)) return { conflict: change };
      insert(now, added, lineEnd);
    }
  }
  return { lines: now.map(({ line }) => line) };
}

/** The order in which kinds of lines stand in a file that BioNote writes. */
const order = 'TEAMRN#';

/** A line, taken apart once. */
interface Parsed {
  readonly line: string;
  readonly content: string;
  readonly id: string;
  /** Where its kind stands in {@link order}; -1: nowhere. */
  readonly rank: number;
  readonly number: number;
}

function parsed(line: string): Parsed {
  const content = contentOf(line);
  const id = idOf(content);
  const [kind, number] = kindOf(id);
  return { line, content, id, rank: kind === '' ? -1 : order.indexOf(kind), number };
}

function insert(lines: Parsed[], added: Parsed, lineEnd: string): void {
  const { rank, number } = added;
  let index = -1;
  let above = -1;
  for (const [at, other] of lines.entries()) {
    if (other.rank < 0) continue;
    const comesBefore = other.rank < rank || (other.rank === rank && other.number < number);
    if (comesBefore) above = at;
    else if (other.rank === rank && index < 0) index = at;
  }
  // Among its kind it stands by its number; behind others if there is none.
  if (above >= 0) index = above + 1;
  else if (index < 0 || (lines[0]?.line.startsWith('\ufeff') ?? false)) index = lines.length;
  const last = lines[index - 1];
  if (last !== undefined && last.line !== '\ufeff' && !last.line.endsWith('\n')) {
    lines[index - 1] = parsed(last.line + lineEnd);
  }
  lines.splice(index, 0, added);
}

function kindOf(id: string): readonly [string, number] {
  const [, kind = '', number = ''] = /^([A-Z#]+)(\d{1,9})$/.exec(id) ?? [];
  return [kind, number === '' ? -1 : Number(number)];
}

/** The lowest number above all that ids of `kind` bear, in the file or in what was there before. */
export function nextNumber(kind: string, contents: Iterable<string>): number {
  let highest = 0;
  for (const content of contents) {
    const [other, number] = kindOf(idOf(content));
    if (other === kind && number > highest) highest = number;
  }
  return highest + 1;
}
