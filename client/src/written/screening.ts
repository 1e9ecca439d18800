import { csvText } from '../../../server/src/shared/csv.js';
import type { AskResult, WrittenSource } from '../../../server/src/shared/protocol.js';
import type { KeptQuestion } from '../../../server/src/shared/questions.js';
import type { Translator } from '../translator.js';
import type { Piece } from './page.js';
import { supportText } from './sentence-lines.js';

/** A note of a folder with its answers, in the order of the questions, or why there are none. */
export interface ScreenedNote {
  readonly uri: string;
  readonly name: string;
  readonly answers: readonly AskResult[];
  readonly problem?: string;
  /** Where each line of its text begins, in UTF-16 code units, as it was asked. */
  readonly starts?: readonly number[];
}

const longestCell = 28;

/** The table of notes × questions: each answer with the sign of its support, as a link to its first passage. */
export function screeningLines(
  questions: readonly KeptQuestion[],
  notes: readonly ScreenedNote[],
  l10n: Translator,
): Piece[][] {
  const heads = [l10n.t('Note'), ...questions.map(({ text }) => shortCell(text))];
  const rows = notes.map((note) => [
    { text: shortCell(note.name), place: startOf },
    ...(note.problem === undefined
      ? note.answers.map((answer) => ({ text: answerCell(answer, l10n), place: sourcesOf(answer)[0] }))
      : [{ text: note.problem, place: undefined }]),
  ]);
  const widths = heads.map((head, column) =>
    Math.max(
      head.length,
      ...rows.map((row) => (row.length === heads.length ? (row[column]?.text.length ?? 0) : 0)),
    ),
  );
  const gap = (text: string, column: number): string =>
    ' '.repeat(Math.max(0, (widths[column] ?? 0) - text.length) + 2);
  return [
    heads.flatMap((text, column): Piece[] => [text, gap(text, column)]),
    ...rows.map((row, index) =>
      row.flatMap(({ text, place }, column): Piece[] => {
        const uri = notes[index]?.uri;
        const isLink = place !== undefined && uri !== undefined;
        return [isLink ? { text, action: { do: 'go', place: { ...place, uri } } } : text, gap(text, column)];
      }),
    ),
    [],
    [{ text: l10n.t('Save as CSV or JSON Lines'), action: { do: 'export' } }],
  ];
}

/** The table as CSV: answer, support and passages of each question. */
export function screeningCsv(
  questions: readonly KeptQuestion[],
  notes: readonly ScreenedNote[],
  l10n: Translator,
): string {
  return csvText([
    [
      l10n.t('Note'),
      ...questions.flatMap(({ text }) => [
        text,
        `${text} (${l10n.t('Support')})`,
        `${text} (${l10n.t('Evidence')})`,
      ]),
    ],
    ...notes.map(({ name, answers, problem }) => [
      name,
      ...(problem === undefined ? answers.flatMap((answer) => csvCells(answer, l10n)) : [problem]),
    ]),
  ]);
}

const startOf = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '' };

function answerCell(result: AskResult, l10n: Translator): string {
  switch (result.kind) {
    case 'none':
      return '?';
    case 'passages':
      return l10n.t('passages: {0}', result.passages.length);
    case 'answer': {
      if (!result.stated) return '–';
      const sign = supportText(result.sentence?.support ?? 'unchecked', l10n).slice(0, 1);
      return shortCell(`${sign} ${result.answer}`);
    }
  }
}

function csvCells(result: AskResult, l10n: Translator): string[] {
  const passages = sourcesOf(result)
    .map(({ range, text }) => `${range.start.line + 1}: ${text.replace(/\s+/g, ' ')}`)
    .join(' | ');
  if (result.kind !== 'answer') return ['', '', passages];
  const support = result.sentence ? supportText(result.sentence.support, l10n) : '';
  return [result.stated ? result.answer : l10n.t('The note does not say.'), support, passages];
}

function sourcesOf(result: AskResult): readonly WrittenSource[] {
  if (result.kind === 'passages') return result.passages;
  return result.kind === 'answer' ? (result.sentence?.sources ?? []) : [];
}

function shortCell(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestCell ? `${line.slice(0, longestCell - 1)}…` : line;
}
