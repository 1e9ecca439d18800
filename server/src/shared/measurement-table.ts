import type { MeasuredPart, MeasuredScore, Measurement } from './measurement.js';
import type { Translator } from './translator.js';

/** Hexadecimal digits of a digest that tell models apart for a reader. */
const shownDigest = 16;

/**
 * Measurements side by side: the first row holds the names of the models, the first column what was measured. Scores are
 * precision, recall and F1 with its 95 % interval over notes.
 */
export function measurementTable(all: readonly Measurement[], l10n: Translator): string[][] {
  const row = (name: string, cell: (each: Measurement) => string): string[] => [name, ...all.map(cell)];
  const scored = (part: MeasuredPart, name: string): string[] =>
    row(name, ({ scores }) => whole(scores[part]));
  const yes = (is: boolean): string => (is ? l10n.t('yes') : l10n.t('no'));
  return [
    row('', ({ model }) => model),
    scored('exact', l10n.t('entities, exact')),
    scored('overlap', l10n.t('entities, overlap')),
    row(l10n.t('assertion of problems'), ({ scores }) => withBounds(scores.assertion.f1, scores.assertion)),
    scored('relations', l10n.t('relations')),
    scored('contradictions', l10n.t('contradictions')),
    row(l10n.t('contradictions, right of claimed'), ({ scores: { contradictions } }) =>
      l10n.t('{0} of {1}, {2} in the notes', contradictions.right, contradictions.found, contradictions.gold),
    ),
    row(l10n.t('statements, accuracy'), ({ statements }) =>
      withBounds(statements.right / Math.max(1, statements.asked), statements),
    ),
    row(l10n.t('statements, right of decided'), ({ statements: { decidedRight, decided, asked } }) =>
      l10n.t('{0} of {1}, {2} asked', decidedRight, decided, asked),
    ),
    row(l10n.t('words per second'), ({ wordsPerSecond }) => wordsPerSecond.toFixed(1)),
    row(l10n.t('without a usable answer'), ({ unusable }) => String(unusable)),
    row(l10n.t('form of answers enforced'), ({ bindsSchema, dialect }) =>
      dialect === 'encoder' ? '' : yes(bindsSchema),
    ),
    row(l10n.t('probabilities'), ({ probabilities }) => yes(probabilities)),
    row(l10n.t('thinks before it answers'), (each) => thinking(each, l10n)),
    row(l10n.t('relations shown from'), ({ thresholds }) => shownFrom(thresholds.relation)),
    row(l10n.t('contradictions shown from'), ({ thresholds }) => shownFrom(thresholds.contradiction)),
    row(l10n.t('sentences for, against a statement from'), ({ thresholds: { evidence, refutation } }) =>
      evidence === undefined ? '' : `${shownFrom(evidence)}, ${shownFrom(refutation ?? evidence)}`,
    ),
    row(l10n.t('notes'), ({ notes: { fitted, measured, set } }) =>
      fitted === 0 ? `${measured} (${set})` : l10n.t('{0} ({1}), {2} fitted on', measured, set, fitted),
    ),
    row(l10n.t('digest'), ({ digest }) => digest.slice(0, shownDigest)),
    row(l10n.t('measured on'), ({ at }) => at.slice(0, 10)),
  ];
}

function whole(score: MeasuredScore): string {
  const { precision, recall, f1 } = score;
  return `${share(precision)} / ${share(recall)} / ${withBounds(f1, score)}`;
}

function withBounds(value: number, { low, high }: { readonly low: number; readonly high: number }): string {
  return `${share(value)} (${share(low)}–${share(high)})`;
}

function share(value: number): string {
  return value.toFixed(3);
}

/** Nothing where the model has none of its own. */
function shownFrom(threshold: number | undefined): string {
  return threshold === undefined ? '' : threshold.toFixed(2);
}

function thinking(measurement: Measurement, l10n: Translator): string {
  switch (measurement.thinking) {
    case 'none':
      return l10n.t('no');
    case 'off':
      return l10n.t('no, switched off');
    case 'on':
      return l10n.t('yes, cannot be switched off');
  }
}
