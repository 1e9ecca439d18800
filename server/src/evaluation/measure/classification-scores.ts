import { countByType, mergeCounts, scoresOf } from '../scores/by-type.js';
import type { ClassificationOutcome } from '../tasks/classification-outcome.js';
import { countedScores, over, type MeasuredNotes } from './note-scores.js';

/** Labels of texts that may have none or several. */
export function classificationScores(
  outcomes: readonly ClassificationOutcome[],
  seed: number,
): MeasuredNotes {
  const counted = outcomes.map(({ document, gold, found }) => {
    const right = found.filter((label) => gold.includes(label));
    return { document, counts: countByType(right, found, gold) };
  });
  const macro = over(
    counted.map(({ counts }) => counts),
    (some) => scoresOf(mergeCounts(some)).macroF1,
    seed,
  );
  const { scores, documents } = countedScores(counted, 'Micro F1 of labels', 'Label', seed, [
    { name: 'Macro F1', ...macro },
  ]);
  const counts = {
    'Texts without a label in the gold': outcomes.filter(({ gold }) => gold.length === 0).length,
    'Texts that were given no label': outcomes.filter(({ found }) => found.length === 0).length,
  };
  return { documents, scores: { ...scores, counts } };
}
