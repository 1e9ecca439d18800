import type { Span } from '../note/span.js';
import { contradictionType, statementType } from './brat-names.js';
import type { OffsetMap } from './code-points.js';

/** Two statements of a standoff file that contradict each other. Spans count UTF-16 code units. */
export interface BratContradiction {
  /** Of the `R` line. */
  readonly id: string;
  readonly premise: Span;
  readonly hypothesis: Span;
}

/** The contradictions in standoff: `R` lines between `T` lines of statements. Others are passed over. Never throws. */
export function readContradictions(ann: string, { toCodeUnits }: OffsetMap): BratContradiction[] {
  const statements = new Map<string, Span>();
  for (const [, id = '', type, from, to] of ann.matchAll(
    /^(T\d+)\t(\S+) (\d{1,9}) (?:[\d ;]* )?(\d{1,9})\t/gm,
  )) {
    const [start, end] = [toCodeUnits(Number(from)), toCodeUnits(Number(to))];
    if (type !== statementType || start === undefined || end === undefined || start >= end) continue;
    statements.set(id, { start, end });
  }
  return Array.from(ann.matchAll(/^(R\d+)\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*$/gm)).flatMap(
    ([, id = '', type, from = '', to = '']) => {
      const [premise, hypothesis] = [statements.get(from), statements.get(to)];
      return type === contradictionType && premise && hypothesis ? [{ id, premise, hypothesis }] : [];
    },
  );
}
