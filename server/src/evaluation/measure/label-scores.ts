import { reaches } from '../../analysis/options.js';
import type { DocumentCounts, InferenceScores, RelationScores } from '../report/report.js';
import { countByType, mergeCounts, scoresOf, type ScoresByType } from '../scores/by-type.js';
import { calibrationOf, type Calibration } from '../scores/calibration.js';
import type { Counts } from '../scores/counts.js';
import { labelScores, withoutNegative, type LabelledAnswer } from '../scores/labels.js';
import { noRelation } from '../sets/data-set.js';
import { relationKey, type ConceptOutcome } from '../tasks/concept-outcome.js';
import type { LabelOutcome } from '../tasks/label-outcome.js';
import { bounded, byDocument } from './documents.js';

/** What is scored of a unit, one that could not be asked about included. */
type ScoredAnswer = Pick<LabelOutcome, 'document' | 'gold' | 'answer' | 'probability'>;

/** Accuracy, macro F1 and calibration of inference. */
export function inferenceScores(
  outcomes: readonly LabelOutcome[],
  seed: number,
): { scores: InferenceScores; documents: DocumentCounts[] } {
  const documents = byDocument(outcomes, ({ gold, answer }) => ({
    right: answer === gold ? 1 : 0,
    found: 1,
    gold: 1,
  }));
  const calibration = calibrationOfLabels(outcomes);
  const groups = [...new Set(outcomes.flatMap(({ group }) => group ?? []))].sort();
  return {
    documents,
    scores: {
      labels: labelScores(outcomes.map(asAnswer)),
      accuracy: bounded(documents, seed),
      decided: decidedOf(outcomes),
      groups: groups.map((name) => {
        const inside = outcomes.filter(({ group }) => group === name);
        const { units, accuracy } = labelScores(inside.map(asAnswer));
        return { name, units, accuracy };
      }),
      ...(calibration && { calibration }),
    },
  };
}

/**
 * Scores of relations between mentions, with and without the negative class.
 *
 * @param unasked gold relations by document that no pair could stand for.
 * @param shownFrom from which probability on the editor shows a relation.
 */
export function relationScores(
  outcomes: readonly LabelOutcome[],
  unasked: readonly { readonly document: string; readonly type: string }[],
  seed: number,
  shownFrom?: number,
): { scores: RelationScores; documents: DocumentCounts[] } {
  const missed = unasked.map(({ document, type }) => ({ document, gold: type }));
  const all: readonly ScoredAnswer[] = [...outcomes, ...missed];
  const isPositive = (label: string | undefined): number =>
    label === undefined || label === noRelation ? 0 : 1;
  const documents = byDocument(all, ({ gold, answer }): Counts => ({
    right: answer === gold ? isPositive(gold) : 0,
    found: isPositive(answer),
    gold: isPositive(gold),
  }));
  const calibration = calibrationOfLabels(outcomes);
  return {
    documents,
    scores: {
      positive: withoutNegative(all.map(asAnswer), noRelation),
      f1: bounded(documents, seed),
      labels: labelScores(outcomes.map(asAnswer)),
      unasked: unasked.length,
      ...(calibration && shownFrom !== undefined
        ? { shown: { from: shownFrom, scores: scoresFrom(shownFrom, all) } }
        : {}),
      ...(calibration && { calibration }),
    },
  };
}

/** Those of the answers alone that are shown: one below the threshold is as good as none. */
function scoresFrom(threshold: number, outcomes: readonly ScoredAnswer[]): ScoresByType {
  const shown = outcomes.map(({ gold, answer, probability }) => ({
    gold,
    answer: reaches(probability, threshold) ? answer : noRelation,
  }));
  return withoutNegative(shown, noRelation);
}

/** Scores of related concepts, document by document. */
export function conceptScores(
  outcomes: readonly ConceptOutcome[],
  seed: number,
): { scores: RelationScores; documents: DocumentCounts[] } {
  const counted = outcomes.map(({ document, gold, found }) => {
    const [wanted, given] = [new Map(), new Map()] as [Map<string, string>, Map<string, string>];
    for (const relation of gold) {
      wanted.set(relationKey(relation), relation.type);
    }
    for (const relation of found) {
      given.set(relationKey(relation), relation.type);
    }
    const right = [...given].filter(([key]) => wanted.has(key)).map(([, type]) => type);
    return { document, counts: countByType(right, given.values(), wanted.values()) };
  });
  const documents = byDocument(counted, ({ counts }) => scoresOf(counts).micro).map(
    ({ document, right, found, gold }) => ({ document, right, found, gold }),
  );
  return {
    documents,
    scores: {
      positive: scoresOf(mergeCounts(counted.map(({ counts }) => counts))),
      f1: bounded(documents, seed),
      unasked: outcomes.reduce((sum, { unasked }) => sum + unasked, 0),
    },
  };
}

function decidedOf(outcomes: readonly LabelOutcome[]): InferenceScores['decided'] {
  const labels = new Set(outcomes.map(({ gold }) => gold));
  const decided = outcomes.filter(({ answer }) => answer !== undefined && labels.has(answer));
  const { units, accuracy } = labelScores(decided.map(asAnswer));
  return { units, accuracy };
}

function asAnswer({ gold, answer }: { gold: string; answer?: string | undefined }): LabelledAnswer {
  return { gold, answer };
}

function calibrationOfLabels(outcomes: readonly LabelOutcome[]): Calibration | undefined {
  const answers = outcomes.flatMap(({ gold, answer, probability }) =>
    probability === undefined ? [] : [{ probability, right: answer === gold }],
  );
  return answers.length === 0 ? undefined : calibrationOf(answers);
}
