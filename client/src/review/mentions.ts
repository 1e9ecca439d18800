import type { Annotation } from '../../../server/src/shared/protocol.js';
import { neighbour } from '../highlights/navigation.js';

type Position = Annotation['range']['start'];

/** The shortest mention that holds a position. */
export function mentionAt(annotations: readonly Annotation[], position: Position): Annotation | undefined {
  return annotations
    .filter(({ range }) => !isBefore(position, range.start) && !isBefore(range.end, position))
    .sort((a, b) => lengthOf(a) - lengthOf(b))[0];
}

/** The next (`step` 1) or the previous (-1) mention that nobody has confirmed. */
export function nextToReview(
  annotations: readonly Annotation[],
  position: Position,
  step: 1 | -1,
): Annotation | undefined {
  return neighbour(
    annotations.filter(({ state }) => state !== 'confirmed'),
    position,
    step,
  );
}

/** Whether a position comes before another. */
function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function lengthOf({ range: { start, end } }: Annotation): number {
  return (end.line - start.line) * 1e6 + end.character - start.character;
}
