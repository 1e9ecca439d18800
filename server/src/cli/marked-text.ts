import type { Entity } from '../analysis/note-analysis.js';
import { linesOf } from '../note/lines.js';
import type { Span } from '../note/span.js';
import { visible } from './visible.js';

/** How the mentions in a text are marked. */
export interface Marking {
  /** Styles a stretch of text by the innermost mention that covers it. */
  readonly style: (entity: Entity, text: string) => string;
  /** Text to put before and after a mention; marks of nested mentions nest. */
  readonly opening?: (entity: Entity) => string;
  readonly closing?: (entity: Entity) => string;
}

/**
 * Returns the lines of a note with its mentions marked. Everything between the marks is the note's own text, with
 * control characters made visible.
 *
 * @param entities in order of start, longer first where they start together.
 */
export function markedLines(text: string, entities: readonly Entity[], marking: Marking): string[] {
  const lines: string[] = [];
  const open: Entity[] = [];
  let next = 0;
  for (const line of linesOf(text)) {
    let marked = '';
    let at = line.start;
    while (at <= line.end) {
      marked += closeEnded(open, at, marking);
      for (; startsAtOrBefore(entities[next], at); next += 1) {
        const entity = entities[next];
        if (entity !== undefined && entity.span.end > at) {
          marked += marking.opening?.(entity) ?? '';
          open.push(entity);
        }
      }
      if (at === line.end) {
        break;
      }
      const to = Math.min(
        line.end,
        entities[next]?.span.start ?? line.end,
        ...open.map(({ span }) => span.end),
      );
      const words = visible(text.slice(at, to));
      const inner = innermost(open);
      marked += inner === undefined ? words : marking.style(inner, words);
      at = to;
    }
    lines.push(marked);
  }
  return lines;
}

function startsAtOrBefore(entity: Entity | undefined, offset: number): boolean {
  return entity !== undefined && entity.span.start <= offset;
}

/** Removes the mentions that end at `offset` from `open`, the shortest first, and returns their closing marks. */
function closeEnded(open: Entity[], offset: number, marking: Marking): string {
  let closed = '';
  for (let index = open.length - 1; index >= 0; index -= 1) {
    const entity = open[index];
    if (entity !== undefined && entity.span.end <= offset) {
      open.splice(index, 1);
      closed += marking.closing?.(entity) ?? '';
    }
  }
  return closed;
}

function innermost(open: readonly Entity[]): Entity | undefined {
  const length = ({ start, end }: Span): number => end - start;
  return open.reduce<Entity | undefined>(
    (inner, entity) => (inner === undefined || length(entity.span) <= length(inner.span) ? entity : inner),
    undefined,
  );
}
