import type { Grade, MeasurementSummary } from './measurement.js';
import type { Translator } from './translator.js';

/** Fewer notes than these say little; where there are fewer, their number is told. */
const enough = 20;

/**
 * What a measurement says of a model, in a line: "2026-11-24: entities good, relations fair, contradictions poor, checks
 * fair".
 */
export function measurementWords(summary: MeasurementSummary, l10n: Translator): string {
  const { at, isOutdated, notes } = summary;
  const date = at.slice(0, 10);
  if (isOutdated) {
    return l10n.t('measured {0} with other prompts; measure it again', date);
  }
  const words = l10n.t(
    'measured {0}: entities {1}, relations {2}, contradictions {3}, checks {4}',
    date,
    gradeWord(summary.entities, l10n),
    gradeWord(summary.relations, l10n),
    gradeWord(summary.contradictions, l10n),
    gradeWord(summary.statements, l10n),
  );
  return notes >= enough ? words : l10n.t('{0} (on {1} notes only)', words, notes);
}

function gradeWord(grade: Grade, l10n: Translator): string {
  switch (grade) {
    case 'good':
      return l10n.t('good');
    case 'fair':
      return l10n.t('fair');
    case 'poor':
      return l10n.t('poor');
  }
}
