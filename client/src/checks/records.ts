import type { Row } from '../panel/rows.js';
import type { Translator } from '../translator.js';
import { checkJson, checkMarkdown, checkRow, type CheckRecord } from './check-record.js';
import {
  comparisonJson,
  comparisonMarkdown,
  comparisonRow,
  type ComparisonRecord,
} from './comparison-record.js';

/** An answer that stays in the panel. */
export type AnswerRecord = CheckRecord | ComparisonRecord;

export function isComparison(record: AnswerRecord): record is ComparisonRecord {
  return 'second' in record;
}

export function recordRow(record: AnswerRecord, l10n: Translator): Row {
  return isComparison(record) ? comparisonRow(record, l10n) : checkRow(record, l10n);
}

export function recordsAsMarkdown(records: readonly AnswerRecord[], l10n: Translator): string {
  return records
    .map((record) => (isComparison(record) ? comparisonMarkdown(record, l10n) : checkMarkdown(record, l10n)))
    .join('\n');
}

export function recordsAsJson(records: readonly AnswerRecord[]): string {
  const written = records.map((record) =>
    isComparison(record) ? comparisonJson(record) : checkJson(record),
  );
  return `${JSON.stringify(written, undefined, 2)}\n`;
}
