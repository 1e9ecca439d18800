import { textOf, type Span } from '../note/span.js';
import { entityLine } from '../formats/brat-lines.js';
import { offsetMap, type OffsetMap } from '../formats/code-points.js';
import { contentOf, idOf, type LineChange, type Lines } from './standoff-lines.js';

/** An annotation whose words are not where they were, and not found again for certain. It stays in the file. */
export interface Stale {
  readonly id: string;
  readonly type: string;
  readonly text: string;
}

export interface Anchored {
  /** The contents of the file's lines for the text as it is: moved ones with their new offsets, stale ones empty. */
  readonly contents: readonly string[];
  /** What has moved: nothing of it is in the file yet. */
  readonly moved: readonly LineChange[];
  readonly stale: readonly Stale[];
}

/** Where a line's words are known to be, from the edits since it was read; `undefined`: an edit touched them. */
export type KnownPlaces = ReadonlyMap<string, readonly Span[] | undefined>;

interface EntityLine {
  readonly index: number;
  readonly content: string;
  readonly id: string;
  readonly type: string;
  readonly words: string;
  /** Code points. */
  readonly places: readonly (readonly [number, number])[];
}

/**
 * Finds the words of each `T` line in `text`: where the edits have moved them, or where the line says, or, if they stand
 * nowhere else and no other line of that type is there, at their only other place. Otherwise the annotation is stale.
 */
export function anchor(lines: Lines, text: string, known: KnownPlaces = new Map()): Anchored {
  const contents = lines.map(contentOf);
  const offsets = offsetMap(text);
  const moved: LineChange[] = [];
  const stale: Stale[] = [];
  const taken = new Set<string>();
  const lost: EntityLine[] = [];
  const placed = (line: EntityLine, fragments: readonly Span[]): void => {
    taken.add(placeKey(line.type, fragments));
    const now = entityLine(line.id, line.type, text, fragments, offsets);
    // The words of another tool may be spaced in its own way; a line that is right stays as it is.
    if (samePlaces(line, fragments, offsets)) return;
    moved.push({ before: line.content, after: now });
    contents[line.index] = now;
  };
  for (const [index, content] of contents.entries()) {
    const line = entityOf(content, index);
    if (!line) continue;
    const hint = known.get(content);
    if (hint && stands(text, hint, line.words)) placed(line, hint);
    else {
      const fragments = known.has(content) ? undefined : fragmentsAt(line, offsets);
      if (fragments && stands(text, fragments, line.words)) placed(line, fragments);
      else lost.push(line);
    }
  }
  for (const line of lost) {
    const found = searched(text, line).filter((fragments) => !taken.has(placeKey(line.type, fragments)));
    const [only] = found;
    const rivals = lost.filter(({ type, words }) => type === line.type && words === line.words);
    if (only && found.length === 1 && rivals.length === 1) placed(line, only);
    else {
      stale.push({ id: line.id, type: line.type, text: line.words });
      contents[line.index] = '';
    }
  }
  const staleIds = new Set(stale.map(({ id }) => id));
  for (const [index, content] of contents.entries()) {
    if (/^[AMRE]/.test(content) && refersTo(content).some((id) => staleIds.has(id))) contents[index] = '';
  }
  return { contents, moved, stale };
}

/** The ids that a line other than a `T` line refers to. */
export function refersTo(content: string): string[] {
  const [, body = ''] = content.split('\t');
  return body
    .split(/\s+/)
    .slice(1)
    .map((word) => word.replace(/^[^\s:]*:/, ''))
    .concat(/^E\S+\t[^\s:]+:(\S+)/.exec(content)?.[1] ?? [])
    .filter((word) => /^[A-Z]\S*$/.test(word));
}

/** The spans of a `T` line's fragments as it says itself; `undefined` if it is none or they are not in the text. */
export function placesOf(content: string, offsets: OffsetMap): readonly Span[] | undefined {
  const line = entityOf(content, 0);
  return line && fragmentsAt(line, offsets);
}

function entityOf(content: string, index: number): EntityLine | undefined {
  const id = idOf(content);
  const [, type, places, words] =
    /^T\S+\t(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)\t(.*)$/.exec(content) ?? [];
  if (type === undefined || places === undefined || words === undefined) return undefined;
  const pairs = places.split(';').map((place): [number, number] => {
    const [from = 0, to = 0] = place.split(' ').map(Number);
    return [from, to];
  });
  let end = 0;
  for (const [from, to] of pairs) {
    // Offsets that were never right are a fault of the file, not an edit of the text.
    if (from < end || to <= from) return undefined;
    end = to;
  }
  return { index, content, id, type, words, places: pairs };
}

function fragmentsAt({ places }: EntityLine, { toCodeUnits }: OffsetMap): Span[] | undefined {
  const fragments: Span[] = [];
  for (const [from, to] of places) {
    const [start, end] = [toCodeUnits(from), toCodeUnits(to)];
    if (start === undefined || end === undefined) return undefined;
    fragments.push({ start, end });
  }
  return fragments;
}

function samePlaces(
  { places }: EntityLine,
  fragments: readonly Span[],
  { toCodePoints }: OffsetMap,
): boolean {
  return (
    places.length === fragments.length &&
    fragments.every(
      ({ start, end }, index) =>
        places[index]?.[0] === toCodePoints(start) && places[index][1] === toCodePoints(end),
    )
  );
}

function stands(text: string, fragments: readonly Span[], words: string): boolean {
  return spaced(fragments.map((fragment) => textOf(text, fragment)).join(' ')) === spaced(words);
}

function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function placeKey(type: string, fragments: readonly Span[]): string {
  return `${type} ${fragments.map(({ start, end }) => `${start}-${end}`).join(' ')}`;
}

/** Every place where all fragments stand as far from each other as the line has them. */
function searched(text: string, { words, places }: EntityLine): Span[][] {
  const parts: { readonly part: string; readonly from: number }[] = [];
  const points = Array.from(words);
  let at = 0;
  for (const [from, to] of places) {
    const part = points.slice(at, at + to - from).join('');
    if (part.trim() === '') return [];
    parts.push({ part, from });
    at += to - from + 1;
  }
  // The words are not as long as the offsets say, so that nothing is certain.
  if (at - 1 !== points.length) return [];
  const [first] = parts;
  if (!first) return [];
  const found: Span[][] = [];
  for (let start = text.indexOf(first.part); start >= 0; start = text.indexOf(first.part, start + 1)) {
    const fragments: Span[] = [];
    let previous = { code: first.from, unit: start };
    for (const { part, from } of parts) {
      const unit = previous.unit + unitsOf(text, previous.unit, from - previous.code);
      if (!text.startsWith(part, unit) || !isWhole(text, unit, unit + part.length)) break;
      fragments.push({ start: unit, end: unit + part.length });
      previous = { code: from, unit };
    }
    if (fragments.length === parts.length) found.push(fragments);
  }
  return found;
}

/** How many code units `count` code points take from `start` on. */
function unitsOf(text: string, start: number, count: number): number {
  let unit = start;
  for (let i = 0; i < count && unit < text.length; i++)
    unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
  return unit - start;
}

/** Whether no word goes on across the ends of the span. */
function isWhole(text: string, start: number, end: number): boolean {
  const crosses = (at: number): boolean =>
    /^[\p{L}\p{N}]{2}$/u.test(`${lastPoint(text.slice(Math.max(0, at - 2), at))}${firstPoint(text, at)}`);
  return !crosses(start) && !crosses(end);
}

function lastPoint(text: string): string {
  return Array.from(text).at(-1) ?? '';
}

function firstPoint(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}
