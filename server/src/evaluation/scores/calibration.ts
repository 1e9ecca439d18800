/** An answer with the model's probability. */
export interface ProbableAnswer {
  /** 0 to 1. */
  readonly probability: number;
  readonly right: boolean;
}

/** The answers with a probability between two bounds. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly answers: number;
  /** Their mean probability, and the share that is right; 0 if the bin is empty. */
  readonly confidence: number;
  readonly accuracy: number;
}

/** How well probabilities predict how often answers are right. */
export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error (Naeini et al. 2015): the mean distance of confidence and accuracy, by bin. */
  readonly ece: number;
  readonly answers: number;
}

/** Ten bins of equal width, as reliability plots are drawn (Guo et al. 2017). */
export function calibrationOf(answers: readonly ProbableAnswer[], count = 10): Calibration {
  const bins = Array.from({ length: count }, (_, index): CalibrationBin => {
    const [from, to] = [index / count, (index + 1) / count];
    const inside = answers.filter(({ probability }) => binOf(probability, count) === index);
    const mean = (value: (answer: ProbableAnswer) => number): number =>
      inside.length === 0 ? 0 : inside.reduce((sum, answer) => sum + value(answer), 0) / inside.length;
    return {
      from,
      to,
      answers: inside.length,
      confidence: mean(({ probability }) => probability),
      accuracy: mean(({ right }) => (right ? 1 : 0)),
    };
  });
  const distance = bins.reduce((sum, bin) => sum + bin.answers * Math.abs(bin.confidence - bin.accuracy), 0);
  return { bins, ece: answers.length === 0 ? 0 : distance / answers.length, answers: answers.length };
}

/** A probability on a bound belongs to the bin above, and 1 to the last. */
function binOf(probability: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(probability * count)));
}
