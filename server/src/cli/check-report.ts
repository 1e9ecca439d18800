import * as l10n from '@vscode/l10n';
import type { CheckOutcome } from '../analysis/analysis.js';
import { positionsIn } from './positions.js';
import { colorsFor } from './style.js';
import { aligned, percent } from './text-report.js';
import { visibleLine } from './visible.js';

/**
 * A checked statement for the terminal: the verdict, the sentences that it rests on with their places, and how many
 * sentences were compared.
 *
 * @param text the note's.
 */
export function checkReport(outcome: CheckOutcome, text: string, statement: string, color: boolean): string {
  const { verdict, evidence, threshold } = outcome;
  const colors = colorsFor(color);
  const hue = {
    entailment: colors.green,
    contradiction: colors.red,
    conflicting: colors.yellow,
    neutral: colors.dim,
  };
  const verdicts = {
    entailment: l10n.t('The note entails it.'),
    contradiction: l10n.t('The note contradicts it.'),
    conflicting: l10n.t('The note disagrees with itself: it entails it and contradicts it.'),
    neutral: l10n.t('Nothing found above {threshold} that entails or contradicts it.', {
      threshold: percent(threshold),
    }),
  };
  const labels = { entailment: l10n.t('entailment'), contradiction: l10n.t('contradiction') };
  const positionOf = positionsIn(text);
  const rows = evidence.map(({ span, text: sentence, label, probability }) => {
    const { line, column } = positionOf(span.start);
    return [`${line}:${column}`, hue[label](labels[label]), percent(probability), visibleLine(sentence)];
  });
  const lines = [
    colors.bold(visibleLine(statement)),
    hue[verdict](verdicts[verdict]),
    ...(rows.length > 0 ? ['', ...aligned(rows)] : []),
    '',
    colors.dim(counts(outcome)),
  ];
  return `${lines.join('\n')}\n`;
}

/** How many checks ended in which verdict, for a summary. */
export function verdictCounts(outcomes: readonly CheckOutcome[]): string {
  const count = (verdict: CheckOutcome['verdict']): number =>
    outcomes.filter((outcome) => outcome.verdict === verdict).length;
  return l10n.t('Checks: {total}. Entailed: {entailed}. Contradicted: {contradicted}. Neither: {neither}.', {
    total: outcomes.length,
    entailed: count('entailment'),
    contradicted: count('contradiction'),
    neither: count('neutral'),
  });
}

function counts(outcome: CheckOutcome): string {
  const { failed } = outcome;
  const sentences = compared(outcome);
  return failed === 0
    ? sentences
    : l10n.t('{sentences}, {count} without an answer', { sentences, count: failed });
}

function compared({ compared: count, sentences }: CheckOutcome): string {
  if (count < sentences) {
    return l10n.t('{count} of {sentences} sentences compared', { count, sentences });
  }
  return count === 1 ? l10n.t('1 sentence compared') : l10n.t('{count} sentences compared', { count });
}
