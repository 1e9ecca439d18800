import type { CheckResult, CompareResult } from '../../../server/src/shared/protocol.js';
import { percent } from '../format.js';
import { plainText } from '../plain-text.js';
import type { Translator } from '../translator.js';

/** How many pairs were compared, and how many of them without a usable answer. */
type Compared = Pick<CheckResult, 'compared' | 'failed'> &
  Partial<Pick<CheckResult, 'sentences'> & Pick<CompareResult, 'notCompared'>>;

/** One sentence of a result's list; what it says is in words too, not in its icon alone. */
export interface EvidenceItem<T> {
  /** What the sentence does. */
  readonly label: string;
  /** How probable that is, and where the sentence stands. */
  readonly description: string;
  /** The sentence: it has a line of its own, since it may be long. */
  readonly detail: string;
  readonly evidence: T;
}

/** The sentences that bear on a checked statement, in the order of the result. */
export function checkItems(
  result: CheckResult,
  l10n: Translator,
): EvidenceItem<CheckResult['evidence'][number]>[] {
  return result.evidence.map((evidence) => {
    const supports = evidence.label === 'entailment';
    return {
      label: supports ? `$(pass) ${l10n.t('Supports it')}` : `$(error) ${l10n.t('Contradicts it')}`,
      description: joined([
        percent(evidence.probability, l10n),
        l10n.t('line {0}', evidence.range.start.line + 1),
      ]),
      detail: plainText(evidence.text),
      evidence,
    };
  });
}

/** The verdict on a checked statement in one sentence, with how much was looked at. */
export function verdictText(result: CheckResult, l10n: Translator): string {
  const compared = comparedText(result, l10n);
  if (allFailed(result)) return `${unusable(l10n)} ${compared}`;
  const verdict = {
    entailment: l10n.t('The note supports it.'),
    contradiction: l10n.t('The note contradicts it.'),
    conflicting: l10n.t('The note disagrees with itself: it supports it and contradicts it.'),
    neutral: nothingFound(result, l10n),
  }[result.verdict];
  return `${verdict} ${compared}`;
}

/** What a check says that found no evidence: not what the note says, but what was found in it. */
export function nothingFound({ threshold }: CheckResult, l10n: Translator): string {
  return l10n.t('Nothing found above {0} that supports or contradicts it.', percent(threshold, l10n));
}

/** The statements of the second note that the first contradicts, in the order of the result. */
export function compareItems(
  result: CompareResult,
  l10n: Translator,
): EvidenceItem<CompareResult['contradictions'][number]>[] {
  return result.contradictions.map((evidence) => ({
    label: `$(error) ${l10n.t('Contradiction')}`,
    description: joined([
      percent(evidence.probability, l10n),
      l10n.t('lines {0} and {1}', evidence.first.start.line + 1, evidence.second.start.line + 1),
    ]),
    detail: l10n.t('"{0}" against "{1}"', plainText(evidence.secondText), plainText(evidence.firstText)),
    evidence,
  }));
}

/** What a comparison came to, in one sentence. */
export function comparisonText(result: CompareResult, l10n: Translator): string {
  if (allFailed(result)) return `${unusable(l10n)} ${comparedText(result, l10n)}`;
  const count = result.contradictions.length;
  const found =
    count === 0
      ? l10n.t('No contradiction was found.')
      : count === 1
        ? l10n.t('1 contradiction.')
        : l10n.t('{0} contradictions.', count);
  return `${found} ${comparedText(result, l10n)}`;
}

/** What a list says that has nothing to list: `nothing`, unless that is not known. */
export function emptyText(result: Compared, nothing: string, l10n: Translator): string {
  return allFailed(result) ? unusable(l10n) : nothing;
}

function unusable(l10n: Translator): string {
  return l10n.t('The model gave no usable answer.');
}

function allFailed({ compared, failed }: Compared): boolean {
  return compared > 0 && failed >= compared;
}

function comparedText(result: Compared, l10n: Translator): string {
  const { failed } = result;
  const lookedAt = lookedAtText(result, l10n);
  return failed === 0 ? `(${lookedAt})` : `(${l10n.t('{0}, {1} without a usable answer', lookedAt, failed)})`;
}

function lookedAtText(
  { compared, sentences = compared, notCompared = 0 }: Compared,
  l10n: Translator,
): string {
  if (notCompared > 0) return l10n.t('{0} of {1} pairs', compared, compared + notCompared);
  if (compared < sentences) return l10n.t('{0} of {1} sentences', compared, sentences);
  return compared === 1 ? l10n.t('1 comparison') : l10n.t('{0} comparisons', compared);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
