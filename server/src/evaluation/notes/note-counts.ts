import type { Span } from '../../note/span.js';
import type { MeasuredPart } from '../../shared/measurement.js';
import type { Counts } from '../scores/counts.js';
import type { JudgedEntity, JudgedNote } from './gold-note.js';

/** The counts of one note, or of several. Statements are counted apart: they are asked, and not found. */
export type NoteCounts = Readonly<Record<MeasuredPart, Counts>>;

/**
 * Compares what is said of a note with its gold, by the rules of `training/measure_notes.py`. Entities: the same type,
 * and the same span (`exact`) or any overlap, each once, the nearest in extent first. Assertion: of the entities matched
 * by overlap whose gold has one. Relations: the same code, both ends overlap; `PIP` in either order. A contradiction is
 * right if it pairs the two gold statements, in either order.
 */
export function noteCounts(gold: JudgedNote, answer: JudgedNote): NoteCounts {
  const size = { found: answer.entities.length, gold: gold.entities.length };
  const there = new Set(gold.entities.map(entityKey));
  const exact = new Set(answer.entities.map(entityKey).filter((key) => there.has(key)));
  const pairs = matched(answer.entities, gold.entities);
  const asserted = pairs.filter(([, { assertion }]) => assertion !== undefined);
  return {
    exact: { right: exact.size, ...size },
    overlap: { right: pairs.length, ...size },
    assertion: {
      right: asserted.filter(([said, { assertion }]) => said.assertion === assertion).length,
      found: asserted.length,
      gold: asserted.length,
    },
    relations: {
      right: rightRelations(gold, answer).filter(Boolean).length,
      found: answer.relations.length,
      gold: gold.relations.length,
    },
    contradictions: {
      right: answer.contradictions.filter((claim) => isRightContradiction(gold, claim)).length,
      found: answer.contradictions.length,
      gold: gold.contradictions.length,
    },
  };
}

function matched(
  answer: readonly JudgedEntity[],
  gold: readonly JudgedEntity[],
): (readonly [JudgedEntity, JudgedEntity])[] {
  const candidates = answer.flatMap((said, i) =>
    gold.flatMap((there, j) =>
      said.type === there.type && overlap(said.span, there.span) ? [{ i, j, apart: apart(said, there) }] : [],
    ),
  );
  candidates.sort((a, b) => a.apart - b.apart || a.i - b.i || a.j - b.j);
  const [saidTaken, goldTaken] = [new Set<number>(), new Set<number>()];
  return candidates.flatMap(({ i, j }) => {
    const [said, there] = [answer[i], gold[j]];
    if (!said || !there || saidTaken.has(i) || goldTaken.has(j)) return [];
    saidTaken.add(i);
    goldTaken.add(j);
    return [[said, there] as const];
  });
}

/** Of each relation of an answer, whether the gold has it; each of the gold's counts once. */
export function rightRelations(gold: JudgedNote, answer: JudgedNote): boolean[] {
  const open = [...gold.relations];
  const meet = (said: number, there: number): boolean => {
    const [a, b] = [answer.entities[said], gold.entities[there]];
    return a !== undefined && b !== undefined && overlap(a.span, b.span);
  };
  return answer.relations.map(({ code, head, tail }) => {
    const found = open.findIndex(
      (each) =>
        each.code === code &&
        ((meet(head, each.head) && meet(tail, each.tail)) ||
          (code === 'PIP' && meet(tail, each.head) && meet(head, each.tail))),
    );
    if (found >= 0) open.splice(found, 1);
    return found >= 0;
  });
}

/** Whether a pair of statements is one of the gold's, in either order. */
export function isRightContradiction(
  { contradictions }: JudgedNote,
  [a, b]: JudgedNote['contradictions'][number],
): boolean {
  return contradictions.some(
    ([x, y]) => (overlap(a, x) && overlap(b, y)) || (overlap(a, y) && overlap(b, x)),
  );
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function apart(a: JudgedEntity, b: JudgedEntity): number {
  return Math.abs(a.span.start - b.span.start) + Math.abs(a.span.end - b.span.end);
}

/** The same for entities of the same type and span. */
export function entityKey({ type, span }: JudgedEntity): string {
  return `${span.start} ${span.end} ${type}`;
}
