import type { CheckResult, CompareResult } from '../../../server/src/protocol.js';
import { percent } from '../format.js';
import type { Translator } from '../translator.js';

/** One sentence of a result's list; what it says is in words too, not in its icon alone. */
export interface EvidenceItem<T> {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
  readonly evidence: T;
}

/** The sentences that bear on a checked statement, in the order of the result. */
export function checkItems(
  result: CheckResult,
  l10n: Translator,
): EvidenceItem<CheckResult['evidence'][number]>[] {
  return result.evidence.map((evidence) => {
    const supports = evidence.label === 'entailment';
    const word = supports ? l10n.t('supports it') : l10n.t('contradicts it');
    return {
      label: `${supports ? '$(pass)' : '$(error)'} ${oneLine(evidence.text)}`,
      description: joined([word, percent(evidence.probability, l10n)]),
      detail: l10n.t('Line {0}', evidence.range.start.line + 1),
      evidence,
    };
  });
}

/** The verdict on a checked statement in one sentence, with how much was looked at. */
export function verdictText(result: CheckResult, l10n: Translator): string {
  if (result.compared > 0 && result.failed >= result.compared) {
    return `${l10n.t('The model gave no usable answer.')} ${comparedText(result, l10n)}`;
  }
  const verdict = {
    entailment: l10n.t('The note supports it.'),
    contradiction: l10n.t('The note contradicts it.'),
    neutral: l10n.t('The note neither supports nor contradicts it.'),
  }[result.verdict];
  return `${verdict} ${comparedText(result, l10n)}`;
}

/** The statements of the second note that the first contradicts, in the order of the result. */
export function compareItems(
  result: CompareResult,
  l10n: Translator,
): EvidenceItem<CompareResult['contradictions'][number]>[] {
  return result.contradictions.map((evidence) => ({
    label: `$(error) ${oneLine(evidence.secondText)}`,
    description: joined([
      l10n.t('Line {0}', evidence.second.start.line + 1),
      percent(evidence.probability, l10n),
    ]),
    detail: l10n.t(
      'contradicts "{0}" in line {1}',
      oneLine(evidence.firstText),
      evidence.first.start.line + 1,
    ),
    evidence,
  }));
}

/** What a comparison came to, in one sentence. */
export function comparisonText(result: CompareResult, l10n: Translator): string {
  const count = result.contradictions.length;
  const found =
    count === 0
      ? l10n.t('No contradiction was found.')
      : count === 1
        ? l10n.t('1 contradiction.')
        : l10n.t('{0} contradictions.', count);
  return `${found} ${comparedText(result, l10n)}`;
}

function comparedText({ compared, failed }: { compared: number; failed: number }, l10n: Translator): string {
  const sentences = compared === 1 ? l10n.t('1 comparison') : l10n.t('{0} comparisons', compared);
  return failed === 0
    ? `(${sentences})`
    : `(${l10n.t('{0}, {1} without a usable answer', sentences, failed)})`;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

/** Text for a label: one line, and without the `$(…)` that would become an icon. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(/\$\(/g, '$\u200b(');
}
