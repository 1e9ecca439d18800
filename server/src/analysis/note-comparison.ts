import type { Span } from '../note/span.js';
import type { Cue } from '../tasks/nli/cues.js';
import type { ModelRuntime } from '../models/runtime.js';
import { candidatePairsBetween, type Statement } from '../tasks/nli/candidates.js';
import type { Asker } from '../asking/ask.js';
import { readStatements } from './contradictions-pass.js';
import type { NoteDocument } from './document.js';
import { judgeAll, type StatementsToCompare } from './judge.js';
import {
  defaultThresholds,
  mostPairs,
  ownContradictionThreshold,
  reaches,
  withCertainty,
  type AnalysisOptions,
} from './options.js';

/** Statements of a second note that the first contradicts. */
export interface CompareOutcome {
  /** The most probable first. */
  readonly contradictions: readonly NoteConflict[];
  /** How many pairs were compared. */
  readonly compared: number;
  /** How many more pairs were worth comparing. */
  readonly notCompared: number;
  /** How many of them could not be judged. */
  readonly failed: number;
}

/** A statement of each note; spans are each in its own note. */
export interface NoteConflict {
  readonly first: Span;
  readonly second: Span;
  readonly firstText: string;
  readonly secondText: string;
  readonly probability?: number;
}

/**
 * Compares two notes whose entities are read, statement of the first against statement of the second.
 *
 * @throws ModelError or the signal's reason.
 */
export async function compareNotes(
  parts: { readonly asker: Asker; readonly runtime: ModelRuntime },
  first: NoteDocument,
  second: NoteDocument,
  { maxPairs = mostPairs, threshold: chosen, ignoreLines }: AnalysisOptions['contradictions'],
  signal: AbortSignal,
): Promise<CompareOutcome> {
  const thresholdFor = (cue: Cue): number =>
    chosen ??
    ownContradictionThreshold(parts.runtime.profile, cue).threshold ??
    defaultThresholds.contradiction;
  const { pairs, leftOut } = pairsBetween(
    readStatements(first, ignoreLines),
    readStatements(second, ignoreLines),
    maxPairs,
  );
  const inContext = pairs.map(({ premise, hypothesis }) => ({
    premise,
    hypothesis,
    contexts: { premise: first.contextOf(premise), hypothesis: second.contextOf(hypothesis) },
  }));
  const judgements = await judgeAll(parts.asker, parts.runtime, inContext, signal);
  const contradictions = pairs
    .flatMap(({ premise, hypothesis, cue }, index): NoteConflict[] => {
      const raw = judgements[index];
      const judgement = raw && withCertainty(raw, parts.runtime.profile, 'contradictions');
      // The notes may have changed while the model worked.
      const [from, to] = [first.spanOf(premise), second.spanOf(hypothesis)];
      if (
        !from ||
        !to ||
        judgement?.label !== 'contradiction' ||
        !reaches(judgement.probability, thresholdFor(cue))
      ) {
        return [];
      }
      const { probability } = judgement;
      const certainty = probability === undefined ? {} : { probability };
      return [{ first: from, second: to, firstText: premise, secondText: hypothesis, ...certainty }];
    })
    .sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0) || a.first.start - b.first.start);
  return {
    contradictions,
    compared: pairs.length,
    notCompared: leftOut,
    failed: judgements.filter((judgement) => judgement === undefined).length,
  };
}

function pairsBetween(
  ours: readonly Statement[],
  theirs: readonly Statement[],
  maxPairs: number,
): { pairs: (StatementsToCompare & { readonly cue: Cue })[]; leftOut: number } {
  const chosen = candidatePairsBetween(ours, theirs, maxPairs);
  const pairs = chosen.pairs.flatMap(({ premise, hypothesis, cue }) => {
    const [from, to] = [ours[premise]?.text, theirs[hypothesis]?.text];
    return from === undefined || to === undefined ? [] : [{ premise: from, hypothesis: to, cue }];
  });
  return { pairs, leftOut: chosen.leftOut };
}
