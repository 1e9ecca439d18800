import { noRelation } from '../sets/data-set.js';
import { withoutNegative } from '../scores/labels.js';
import { CueCounts } from './cue-counts.js';

/** A pair with a known relation. */
export interface CueExample {
  /**
   * Id of the document. When the lean is chosen, the examples of a document are used together or not at all.
   */
  readonly document: string;
  readonly features: readonly string[];
  readonly label: string;
}

/** The relation that the cues of a pair suggest. */
export interface CueAnswer {
  readonly label: string;
  /** 0 to 1, among all labels. */
  readonly probability: number;
}

/** Predicts the relation of a pair from its features. */
export type CueClassifier = (features: readonly string[]) => CueAnswer;

const folds = 5;

/** Candidates for what to add to the score of "no relation", in natural logarithms, smallest change first. */
const leans = Array.from({ length: 49 }, (_, i) => Math.ceil(i / 2) * (i % 2 === 0 ? -0.25 : 0.25));

/**
 * Learns which words indicate which relation. How readily it answers "no relation" is chosen by F1 on held-out
 * examples, a fifth of the documents at a time. It looks at nothing but the examples.
 */
export function learnCues(examples: readonly CueExample[]): CueClassifier {
  const numbers = new Map<string, number>();
  for (const { document } of examples) {
    if (!numbers.has(document)) {
      numbers.set(document, numbers.size % folds);
    }
  }
  const heldOut = Array.from({ length: folds }, (_, fold) => {
    const isOut = ({ document }: CueExample): boolean => numbers.get(document) === fold;
    const counts = counted(examples.filter((example) => !isOut(example)));
    return examples
      .filter(isOut)
      .map(({ features, label }) => ({ gold: label, scores: counts.scores(features) }));
  }).flat();
  const f1With = (lean: number): number => {
    const answers = heldOut.map(({ gold, scores }) => ({ gold, answer: answerOf(scores, lean).label }));
    return withoutNegative(answers, noRelation).micro.f1;
  };
  const [best] = leans.map((lean) => ({ lean, f1: f1With(lean) })).sort((a, b) => b.f1 - a.f1);
  const counts = counted(examples);
  return (features) => answerOf(counts.scores(features), best?.lean ?? 0);
}

function counted(examples: readonly CueExample[]): CueCounts {
  const counts = new CueCounts();
  for (const { features, label } of examples) {
    counts.add(features, label);
  }
  return counts;
}

function answerOf(scores: ReadonlyMap<string, number>, lean: number): CueAnswer {
  const leaning = Array.from(scores, ([label, score]) => ({
    label,
    score: label === noRelation ? score + lean : score,
  })).sort((a, b) => b.score - a.score);
  const [first] = leaning;
  if (first === undefined) {
    return { label: noRelation, probability: 1 };
  }
  const sum = leaning.reduce((total, { score }) => total + Math.exp(score - first.score), 0);
  return { label: first.label, probability: 1 / sum };
}
