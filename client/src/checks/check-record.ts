import type { CheckResult } from '../../../server/src/shared/protocol.js';
import { verdictText } from '../commands/evidence-items.js';
import { percent } from '../format.js';
import { escapeMarkdown } from '../markdown.js';
import { plainText } from '../plain-text.js';
import type { Row } from '../panel/rows.js';
import type { Translator } from '../translator.js';

/** A statement that was checked against a note, with what came of it. */
export interface CheckRecord {
  readonly id: string;
  /** The note, and its name as a person knows it. */
  readonly uri: string;
  readonly name: string;
  readonly statement: string;
  /** When, in ISO 8601. */
  readonly checked: string;
  readonly result: CheckResult;
}

const icons: Readonly<Record<CheckResult['verdict'], string>> = {
  entailment: 'pass',
  contradiction: 'error',
  conflicting: 'warning',
  neutral: 'circle-outline',
};

/** A check as a row of the panel, with its evidence below. */
export function checkRow({ id, uri, name, statement, result }: CheckRecord, l10n: Translator): Row {
  const verdict = verdictText(result, l10n);
  return {
    id,
    label: plainText(statement),
    description: verdict,
    tooltip: plainText(`${name}: "${statement}" ${verdict}`),
    spoken: plainText(`${statement}. ${verdict} ${name}`),
    icon: { name: icons[result.verdict] },
    kind: 'check',
    children: result.evidence.map(({ range, text, label, probability }, index) => {
      const supports = label === 'entailment';
      const details = [
        supports ? l10n.t('Supports it') : l10n.t('Contradicts it'),
        percent(probability, l10n),
        l10n.t('line {0}', range.start.line + 1),
      ].filter((part) => part !== '');
      return {
        id: `${id} ${index}`,
        label: plainText(text),
        description: details.join(' · '),
        tooltip: plainText(text),
        spoken: plainText(`${details.join(', ')}: ${text}`),
        icon: { name: supports ? 'pass' : 'error' },
        // The note may have been edited since: the words are looked for.
        place: { uri, version: -1, range, text },
      };
    }),
  };
}

/** A check as Markdown, in which text of a note or a person is nothing but text. */
export function checkMarkdown({ name, statement, checked, result }: CheckRecord, l10n: Translator): string {
  const evidence = result.evidence.map(({ range, text, label, probability }) => {
    const does = label === 'entailment' ? l10n.t('Supports it') : l10n.t('Contradicts it');
    const sure = percent(probability, l10n);
    const where = l10n.t('line {0}', range.start.line + 1);
    return `- ${[does, sure, where].filter((part) => part !== '').join(', ')}: ${escapeMarkdown(text)}`;
  });
  return [
    `## ${escapeMarkdown(statement)}`,
    '',
    `${escapeMarkdown(name)}, ${checked}. ${escapeMarkdown(verdictText(result, l10n))}`,
    ...(evidence.length > 0 ? ['', ...evidence] : []),
    '',
  ].join('\n');
}

/** A check as JSON: lines from 1, columns in UTF-16 code units from 1. */
export function checkJson({ uri, statement, checked, result }: CheckRecord): object {
  return {
    note: uri,
    statement,
    checked,
    verdict: result.verdict,
    compared: result.compared,
    sentences: result.sentences,
    threshold: result.threshold,
    failed: result.failed,
    evidence: result.evidence.map(({ range: { start, end }, ...sentence }) => ({
      ...sentence,
      start: { line: start.line + 1, column: start.character + 1 },
      end: { line: end.line + 1, column: end.character + 1 },
    })),
  };
}
