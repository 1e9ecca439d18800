import type { CompareResult } from '../../../server/src/shared/protocol.js';
import { comparisonText } from '../commands/evidence-items.js';
import { percent } from '../format.js';
import { escapeMarkdown } from '../markdown.js';
import { plainText } from '../plain-text.js';
import type { Row } from '../panel/rows.js';
import type { Translator } from '../translator.js';

/** A note, and its name as a person knows it. */
export interface NamedNote {
  readonly uri: string;
  readonly name: string;
}

/** Two notes that were compared, with the statements of the second that the first contradicts. */
export interface ComparisonRecord {
  readonly id: string;
  readonly first: NamedNote;
  readonly second: NamedNote;
  /** When, in ISO 8601. */
  readonly checked: string;
  readonly result: CompareResult;
}

/** A comparison as a row of the panel, with the contradictions below, which lead to the second note. */
export function comparisonRow({ id, first, second, result }: ComparisonRecord, l10n: Translator): Row {
  const label = plainText(titleOf(first, second, l10n));
  const found = comparisonText(result, l10n);
  return {
    id,
    label,
    description: found,
    tooltip: plainText(`${label}: ${found}`),
    spoken: plainText(`${label}. ${found}`),
    icon: { name: result.contradictions.length > 0 ? 'error' : 'circle-outline' },
    kind: 'check',
    children: result.contradictions.map(({ firstText, second: range, secondText, probability }, index) => {
      const details = [
        l10n.t('contradicts “{0}”', plainText(firstText)),
        percent(probability, l10n),
        l10n.t('line {0}', range.start.line + 1),
      ].filter((part) => part !== '');
      return {
        id: `${id} ${index}`,
        label: plainText(secondText),
        description: details.join(' · '),
        tooltip: plainText(`${secondText} ${details.join(', ')}`),
        spoken: plainText(`${secondText} ${details.join(', ')}`),
        icon: { name: 'error' },
        // The note may have been edited since: the words are looked for.
        place: { uri: second.uri, version: -1, range, text: secondText },
      };
    }),
  };
}

/** A comparison as Markdown, in which text of a note is nothing but text. */
export function comparisonMarkdown(
  { first, second, checked, result }: ComparisonRecord,
  l10n: Translator,
): string {
  const lines = result.contradictions.map(({ firstText, second: range, secondText, probability }) => {
    const where = [percent(probability, l10n), l10n.t('line {0}', range.start.line + 1)].filter(
      (part) => part !== '',
    );
    const statements = `${escapeMarkdown(secondText)} ${l10n.t('contradicts “{0}”', escapeMarkdown(firstText))}`;
    return `- ${where.join(', ')}: ${statements}`;
  });
  return [
    `## ${escapeMarkdown(titleOf(first, second, l10n))}`,
    '',
    `${checked}. ${escapeMarkdown(comparisonText(result, l10n))}`,
    ...(lines.length > 0 ? ['', ...lines] : []),
    '',
  ].join('\n');
}

/** A comparison as JSON: lines from 1, columns in UTF-16 code units from 1. */
export function comparisonJson({ first, second, checked, result }: ComparisonRecord): object {
  const placeOf = ({ start, end }: CompareResult['contradictions'][number]['first']): object => ({
    start: { line: start.line + 1, column: start.character + 1 },
    end: { line: end.line + 1, column: end.character + 1 },
  });
  return {
    first: first.uri,
    second: second.uri,
    checked,
    compared: result.compared,
    notCompared: result.notCompared,
    failed: result.failed,
    contradictions: result.contradictions.map((each) => ({
      first: { text: each.firstText, ...placeOf(each.first) },
      second: { text: each.secondText, ...placeOf(each.second) },
      ...(each.probability !== undefined && { probability: each.probability }),
    })),
  };
}

function titleOf(first: NamedNote, second: NamedNote, l10n: Translator): string {
  return l10n.t('{0} and {1}', first.name, second.name);
}
