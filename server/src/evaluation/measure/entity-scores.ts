import { contains, shifted } from '../../note/span.js';
import { sentencesOf } from '../asking/entities.js';
import type { EntityScores, DocumentCounts } from '../report/report.js';
import { mergeCounts, scoresOf, type CountsByType } from '../scores/by-type.js';
import { calibrationOf } from '../scores/calibration.js';
import { sumCounts } from '../scores/counts.js';
import { mentionSetCounts } from '../scores/mention-set.js';
import { paperCounts } from '../scores/paper-scorer.js';
import { relaxedCounts } from '../scores/relaxed.js';
import { strictCounts } from '../scores/strict.js';
import { extent, keyOf, type TypedSpan } from '../../agreement/typed-span.js';
import { unseenCounts, type SeenNames } from '../scores/unseen.js';
import type { EntityTask } from '../sets/data-set.js';
import type { EntityOutcome } from '../tasks/entity-outcome.js';
import { bounded, byDocument } from './documents.js';

/**
 * All scores of entities over a data set.
 *
 * @param seen what the training parts of the corpus name; absent if it has none.
 */
export function entityScores(
  outcomes: readonly EntityOutcome[],
  task: EntityTask,
  seen: SeenNames | undefined,
  seed: number,
): { scores: EntityScores; documents: DocumentCounts[] } {
  const strict = outcomes.map(({ gold, found }) => strictCounts(gold, found));
  const counted = new Map(outcomes.map((outcome, index) => [outcome, strict[index] ?? new Map()] as const));
  const documents = byDocument(outcomes, (outcome) =>
    sumCounts((counted.get(outcome) as CountsByType).values()),
  );
  const over = (countsOf: (outcome: EntityOutcome) => CountsByType): ReturnType<typeof scoresOf> =>
    scoresOf(mergeCounts(outcomes.map(countsOf)));
  const merged = mergeCounts(strict);
  const calibration = calibrationOfMentions(outcomes);
  const scores: EntityScores = {
    strict: scoresOf(merged),
    f1: bounded(documents, seed),
    groups: (task.groups ?? []).map(({ name, types }) => ({
      name,
      scores: scoresOf(new Map([...merged].filter(([type]) => types.includes(type)))),
    })),
    relaxed: over(({ gold, found }) => relaxedCounts(gold, found)),
    mentionSets: scoresOf(mergeCounts(partsByDocument(outcomes).map(mentionSetCounts))),
    ...(seen && { unseen: over(({ text, gold, found }) => unseenCounts(text, gold, found, seen)) }),
    paper: over((outcome) => paperCountsOf(outcome, task)),
    unplaced: outcomes.reduce((sum, { unplaced }) => sum + unplaced, 0),
    unread: outcomes.reduce((sum, { unread }) => sum + unread, 0),
    ...(calibration && { calibration }),
  };
  return { scores, documents };
}

/** The papers score sentence by sentence; mentions are those that lie in one. */
function paperCountsOf({ text, gold, found }: EntityOutcome, { units, schema }: EntityTask): CountsByType {
  const sentences = units === 'sentences' ? [{ text, start: 0 }] : sentencesOf(text);
  return mergeCounts(
    sentences.map((sentence) => {
      const whole = { start: sentence.start, end: sentence.start + sentence.text.length };
      const within = (mentions: readonly TypedSpan[]): TypedSpan[] =>
        mentions
          .map((mention) => ({ type: mention.type, span: extent(mention) }))
          .filter(({ span }) => contains(whole, span))
          .map(({ type, span }) => ({ type, spans: [shifted(span, -whole.start)] }));
      const [wanted, given] = [within(gold), within(found)];
      return new Map(
        schema.entities.map(({ name }) => [name, paperCounts(sentence.text, name, wanted, given)]),
      );
    }),
  );
}

function partsByDocument(outcomes: readonly EntityOutcome[]): EntityOutcome[][] {
  const parts = new Map<string, EntityOutcome[]>();
  for (const outcome of outcomes) {
    parts.set(outcome.document, [...(parts.get(outcome.document) ?? []), outcome]);
  }
  return [...parts.values()];
}

function calibrationOfMentions(outcomes: readonly EntityOutcome[]): EntityScores['calibration'] {
  const answers = outcomes.flatMap(({ gold, found }) => {
    const keys = new Set(gold.map(keyOf));
    return found.flatMap((mention) =>
      mention.confidence === undefined
        ? []
        : [{ probability: mention.confidence, right: keys.has(keyOf(mention)) }],
    );
  });
  return answers.length === 0 ? undefined : calibrationOf(answers);
}
