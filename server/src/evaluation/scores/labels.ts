import { countByType, scoresOf, type ScoresByType } from './by-type.js';

/** Gold and answer of one unit; `undefined` if there is no usable answer. */
export interface LabelledAnswer {
  readonly gold: string;
  readonly answer: string | undefined;
}

/** Name of the confusion table's column for units without a usable answer. */
export const noAnswer = '(no answer)';

/** How often each gold label (row) was answered with each label (column). */
export interface Confusion {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By row, then by column. */
  readonly cells: readonly (readonly number[])[];
}

/** The scores of single-label classification. */
export interface LabelScores {
  readonly units: number;
  /** Units without an answer are wrong. */
  readonly accuracy: number;
  /** The mean over the labels of the gold. */
  readonly macroF1: number;
  readonly byLabel: ScoresByType['types'];
  readonly confusion: Confusion;
  /** The score of always giving the most frequent label. */
  readonly majority: { readonly label: string; readonly accuracy: number; readonly macroF1: number };
}

export function labelScores(answers: readonly LabelledAnswer[]): LabelScores {
  const golds = answers.map(({ gold }) => gold);
  const labels = [...new Set(golds)].sort();
  const right = answers.filter(({ gold, answer }) => gold === answer);
  const byLabel = scoresOf(
    countByType(
      right.map(({ gold }) => gold),
      answers.flatMap(({ answer }) => answer ?? []),
      golds,
    ),
  ).types;
  const sum = labels.reduce((total, label) => total + (byLabel[label]?.f1 ?? 0), 0);
  return {
    units: answers.length,
    accuracy: answers.length === 0 ? 0 : right.length / answers.length,
    macroF1: labels.length === 0 ? 0 : sum / labels.length,
    byLabel,
    confusion: confusionOf(answers, labels),
    majority: majorityOf(golds, labels),
  };
}

/**
 * Micro-averaged F1 over all classes except `negative`: the score of the relation tasks, in which always
 * answering "none" earns nothing. Including the negative class it equals accuracy.
 */
export function withoutNegative(answers: readonly LabelledAnswer[], negative: string): ScoresByType {
  const positive = (label: string | undefined): string[] =>
    label === undefined || label === negative ? [] : [label];
  return scoresOf(
    countByType(
      answers.filter(({ gold, answer }) => gold === answer).flatMap(({ gold }) => positive(gold)),
      answers.flatMap(({ answer }) => positive(answer)),
      answers.flatMap(({ gold }) => positive(gold)),
    ),
  );
}

function confusionOf(answers: readonly LabelledAnswer[], rows: readonly string[]): Confusion {
  const given = [...new Set(answers.map(({ answer }) => answer ?? noAnswer))];
  const columns = [...rows, ...given.filter((label) => !rows.includes(label)).sort()];
  const cells = rows.map(() => columns.map(() => 0));
  for (const { gold, answer } of answers) {
    const row = cells[rows.indexOf(gold)];
    const column = columns.indexOf(answer ?? noAnswer);
    if (row) {
      row[column] = (row[column] ?? 0) + 1;
    }
  }
  return { rows, columns, cells };
}

function majorityOf(golds: readonly string[], labels: readonly string[]): LabelScores['majority'] {
  const counts = labels.map((label) => golds.filter((gold) => gold === label).length);
  const most = Math.max(0, ...counts);
  const share = golds.length === 0 ? 0 : most / golds.length;
  return {
    label: labels[counts.indexOf(most)] ?? '',
    accuracy: share,
    macroF1: labels.length === 0 ? 0 : (2 * share) / (1 + share) / labels.length,
  };
}
