import type { Measurement, MeasureProgress } from '../../../server/src/shared/protocol.js';
import { measurementTable } from '../../../server/src/shared/measurement-table.js';
import { plainText } from '../plain-text.js';
import type { Translator } from '../translator.js';

/** How many notes of each part a short measurement reads. */
const few = 5;

/** A choice of how much to measure on; `limit` 0: all. */
export interface MeasuringSize {
  readonly label: string;
  readonly detail: string;
  readonly limit: number;
}

export function measuringSizes(l10n: Translator): MeasuringSize[] {
  return [
    {
      label: l10n.t('All 60 notes'),
      detail: l10n.t(
        '30 to fit thresholds, 30 for the figures. Takes minutes with the encoder, up to hours with a large model.',
      ),
      limit: 0,
    },
    {
      label: l10n.t('{0} notes', 2 * few),
      detail: l10n.t('A sixth of the time, but wide intervals'),
      limit: few,
    },
  ];
}

/** How far a measurement is, and how long it may still take. */
export function leftText(
  { model, done, total, millisecondsLeft }: MeasureProgress,
  l10n: Translator,
): string {
  const far = l10n.t('{0}: {1} of {2} notes', plainText(model), done, total);
  if (millisecondsLeft === undefined) return far;
  const minutes = Math.round(millisecondsLeft / 60_000);
  return minutes < 1
    ? l10n.t('{0}, less than a minute left', far)
    : l10n.t('{0}, about {1} min left', far, minutes);
}

/** Measurements side by side, as Markdown. */
export function measurementPage(measurements: readonly Measurement[], l10n: Translator): string {
  const [head = [], ...rows] = measurementTable(measurements, l10n);
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => plainText(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    `# ${l10n.t('How well models read the notes that come with BioNote')}`,
    '',
    l10n.t('Scores: precision / recall / F1 (95 % interval over notes).'),
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n');
}
