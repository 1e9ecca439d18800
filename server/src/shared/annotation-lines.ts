/**
 * Annotations by the line that they start on. An edit moves most of a note's lines as they are, and an answer of the
 * model changes few of them, so the difference between two versions is small however long the note is.
 */
import type {
  Annotation,
  AnnotationsChange,
  LineAnnotation,
  LineChange,
  NoteAnnotations,
} from './protocol.js';

/** What starts on each line; lines behind the last annotation may be missing. */
export type Lines = readonly (readonly LineAnnotation[])[];

/** What has been said of a note, in the form in which changes apply to it. */
export type SaidOfNote = Omit<NoteAnnotations, 'annotations'> & { readonly lines: Lines };

/** A note's annotations by line. */
export function byLine({ annotations, ...rest }: NoteAnnotations): SaidOfNote {
  const lines: LineAnnotation[][] = [];
  for (const { range, ...what } of annotations) {
    const { start, end } = range;
    while (lines.length <= start.line) lines.push([]);
    const down = end.line - start.line;
    lines[start.line]?.push({
      start: start.character,
      end: end.character,
      ...(down > 0 && { down }),
      ...what,
    });
  }
  return { ...rest, lines };
}

/** A note's annotations as a list of absolute ranges. */
export function asList({ lines, ...rest }: SaidOfNote): NoteAnnotations {
  const annotations = lines.flatMap((line, index) =>
    line.map(({ start, end, down = 0, ...what }): Annotation => ({
      range: { start: { line: index, character: start }, end: { line: index + down, character: end } },
      ...what,
    })),
  );
  return { ...rest, annotations };
}

/** What makes `now` of `before`; everything if nothing was said before. */
export function changeBetween(before: SaidOfNote | undefined, now: SaidOfNote): AnnotationsChange {
  const { uri, version, types, unplaced, failures } = now;
  const isNew = (part: 'types' | 'unplaced' | 'failures'): boolean =>
    JSON.stringify(before?.[part]) !== JSON.stringify(now[part]);
  return {
    uri,
    version,
    whole: before === undefined,
    lines: before?.version === version ? changedInPlace(before.lines, now.lines) : movedLines(before, now),
    ...(isNew('types') && { types }),
    ...(isNew('unplaced') && { unplaced }),
    ...(isNew('failures') && { failures }),
  };
}

/** What a change makes of what was said before; `undefined` if it builds on what is not known. */
export function afterChange(
  before: SaidOfNote | undefined,
  change: AnnotationsChange,
): SaidOfNote | undefined {
  const { uri, version, whole, lines: changes } = change;
  const former = whole ? undefined : before;
  if (!whole && former === undefined) return undefined;
  const lines: (readonly LineAnnotation[])[] = [];
  let next = 0;
  for (const { from, removed, lines: changed } of changes) {
    for (; next < from; next++) lines.push(former?.lines[next] ?? []);
    for (const line of changed) lines.push(line);
    next = from + removed;
  }
  for (const line of former?.lines.slice(next) ?? []) lines.push(line);
  return {
    uri,
    version,
    lines,
    types: change.types ?? former?.types ?? [],
    unplaced: change.unplaced ?? former?.unplaced ?? [],
    failures: change.failures ?? former?.failures ?? [],
  };
}

/** Two results for one text: its lines are where they were. */
function changedInPlace(before: Lines, now: Lines, offset = 0): LineChange[] {
  const changes: { from: number; removed: number; lines: (readonly LineAnnotation[])[] }[] = [];
  const count = Math.max(before.length, now.length);
  for (let index = 0; index < count; index++) {
    const line = now[index] ?? [];
    if (sameLine(before[index] ?? [], line)) continue;
    const last = changes.at(-1);
    if (last && last.from + last.removed === offset + index) {
      last.removed++;
      last.lines.push(line);
    } else {
      changes.push({ from: offset + index, removed: 1, lines: [line] });
    }
  }
  return changes;
}

/** Results for two texts: above and below the edit the lines are the same, and below it they may have moved. */
function movedLines(before: SaidOfNote | undefined, now: SaidOfNote): LineChange[] {
  const old = before?.lines ?? [];
  const shorter = Math.min(old.length, now.lines.length);
  let above = 0;
  while (above < shorter && sameLine(old[above] ?? [], now.lines[above] ?? [])) above++;
  let below = 0;
  while (below < shorter - above && sameLine(old.at(-1 - below) ?? [], now.lines.at(-1 - below) ?? []))
    below++;
  const [removed, lines] = [
    old.slice(above, old.length - below),
    now.lines.slice(above, now.lines.length - below),
  ];
  if (removed.length === lines.length) return changedInPlace(removed, lines, above);
  return [{ from: above, removed: removed.length, lines }];
}

function sameLine(a: readonly LineAnnotation[], b: readonly LineAnnotation[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every((one, index) => {
        const other = b[index];
        return (
          one.start === other?.start &&
          one.end === other.end &&
          one.down === other.down &&
          one.type === other.type &&
          one.assertion === other.assertion &&
          one.state === other.state
        );
      }))
  );
}
