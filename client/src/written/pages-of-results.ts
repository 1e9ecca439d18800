import type {
  AskResult,
  ClassifyResult,
  MedicationRow,
  MedicationsResult,
  SummarizeResult,
} from '../../../server/src/shared/protocol.js';
import { csvText } from '../../../server/src/shared/csv.js';
import { percent } from '../format.js';
import type { Translator } from '../translator.js';
import type { Piece } from './page.js';
import { countLines, sentenceLines, sourceLine, supportText } from './sentence-lines.js';

/** An answer: in a few words, as a sentence with its support, and the passages behind it. */
export function answerLines(result: AskResult, l10n: Translator): Piece[][] {
  const counts = countLines(result, 0, l10n);
  switch (result.kind) {
    case 'none':
      return [[l10n.t('The model gave no usable answer.')], ...counts];
    case 'passages':
      return [
        [l10n.t('The model writes no answer. The passages nearest in meaning:')],
        ...result.passages.map((passage) => sourceLine(passage, l10n)),
        ...counts,
      ];
    case 'answer': {
      const { answer, stated, sentence, probabilities } = result;
      const certainty = percent(probabilities?.[answer], l10n);
      const short = stated ? answer : l10n.t('The note does not say.');
      return [
        [[short, certainty].join(' ').trim()],
        ...(sentence ? [[], ...sentenceLines(sentence, l10n)] : []),
        ...(counts.length > 0 ? [[], ...counts] : []),
      ];
    }
  }
}

/** A summary, group by group. */
export function summaryLines(result: SummarizeResult, l10n: Translator): Piece[][] {
  const groups = result.groups.flatMap(({ title, sentences }) => [
    ...(title === undefined ? [] : [[title.toUpperCase()]]),
    ...sentences.flatMap((sentence) => sentenceLines(sentence, l10n)),
    [],
  ]);
  const none = groups.length === 0 ? [[l10n.t('The model gave no usable answer.')]] : [];
  return [...groups, ...none, ...countLines(result, result.failed, l10n)];
}

/** Which labels apply, those that do first. */
export function classLines(result: ClassifyResult, l10n: Translator): Piece[][] {
  const rank = ({ applies, probability }: ClassifyResult['labels'][number]): number =>
    applies === undefined ? -1 : (probability ?? (applies ? 1 : 0));
  const sorted = result.labels.toSorted((a, b) => rank(b) - rank(a));
  const rows = sorted.map(({ label, applies, probability }) => {
    const said = applies === undefined ? '?' : applies ? '✓' : '–';
    return [`${said} ${label}  ${percent(probability, l10n)}`.trimEnd()];
  });
  return [...rows, ...countLines(result, result.failed, l10n)];
}

/** The columns of the table of medications. */
export function medicationColumns(l10n: Translator): readonly {
  readonly title: string;
  readonly cell: (row: MedicationRow) => string;
}[] {
  const statuses = {
    active: l10n.t('active'),
    discontinued: l10n.t('discontinued'),
    neither: l10n.t('neither'),
  };
  return [
    { title: l10n.t('Line'), cell: ({ range }) => String(range.start.line + 1) },
    { title: l10n.t('Drug'), cell: ({ drug }) => drug },
    { title: l10n.t('Dose'), cell: ({ dose }) => dose },
    { title: l10n.t('Route'), cell: ({ route }) => route },
    { title: l10n.t('Frequency'), cell: ({ frequency }) => frequency },
    { title: l10n.t('Reason'), cell: ({ reason }) => reason },
    { title: l10n.t('Status'), cell: ({ status }) => statuses[status] },
    { title: l10n.t('Support'), cell: ({ support }) => (support ? supportText(support, l10n) : '') },
  ];
}

/** How the table of medications is sorted. */
export interface TableOrder {
  readonly column: number;
  readonly descending: boolean;
}

/** The rows in an order; the column of lines sorts by number, the others by text. */
export function sortedRows(
  rows: readonly MedicationRow[],
  { column, descending }: TableOrder,
  l10n: Translator,
): MedicationRow[] {
  const cell = medicationColumns(l10n)[column]?.cell;
  const compare = (a: MedicationRow, b: MedicationRow): number =>
    column === 0 || !cell
      ? a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character
      : cell(a).localeCompare(cell(b), undefined, { sensitivity: 'base' });
  return rows.toSorted((a, b) => (descending ? -compare(a, b) : compare(a, b)));
}

const longestCell = 32;

/** A table of medications: its head sorts it, the line of each row leads to the drug. */
export function medicationLines(result: MedicationsResult, order: TableOrder, l10n: Translator): Piece[][] {
  const columns = medicationColumns(l10n);
  const rows = sortedRows(result.medications, order, l10n);
  const cells = rows.map((row) => columns.map(({ cell }) => shortCell(cell(row))));
  const heads = columns.map(({ title }, column) =>
    column === order.column ? `${title} ${order.descending ? '↓' : '↑'}` : title,
  );
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const gap = (text: string, column: number): string => ' '.repeat((widths[column] ?? 0) - text.length + 2);
  const head = heads.flatMap((text, column): Piece[] => [
    { text, action: { do: 'sort', column } },
    gap(text, column),
  ]);
  const body = rows.map((row, index) =>
    (cells[index] ?? []).flatMap((text, column): Piece[] => [
      column < 2 ? { text, action: { do: 'go', place: { range: row.range, text: row.drug } } } : text,
      gap(text, column),
    ]),
  );
  const conflicts = result.conflicts.flatMap(([first, second]) => {
    const [one, other] = [result.medications[first], result.medications[second]];
    if (!one || !other) return [];
    return [
      [
        l10n.t(
          '± {0} is active and discontinued: lines {1} and {2}',
          one.drug,
          one.range.start.line + 1,
          other.range.start.line + 1,
        ),
      ],
    ];
  });
  return [
    ...(rows.length > 0 ? [head, ...body] : [[l10n.t('No medication was found.')]]),
    [],
    ...conflicts,
    ...(result.notInNote > 0 ? [[l10n.t('{0} not named in the note, so left out.', result.notInNote)]] : []),
    ...countLines(result, result.failed, l10n),
    ...(rows.length > 0 ? [[{ text: l10n.t('Save as CSV'), action: { do: 'export' as const } }]] : []),
  ];
}

/** The table as CSV, with the passages that each status rests on. */
export function medicationsCsv(result: MedicationsResult, l10n: Translator): string {
  const columns = medicationColumns(l10n);
  return csvText([
    [...columns.map(({ title }) => title), l10n.t('Evidence')],
    ...result.medications.map((row) => [
      ...columns.map(({ cell }) => cell(row)),
      row.sources.map(({ text }) => text).join(' | '),
    ]),
  ]);
}

function shortCell(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestCell ? `${line.slice(0, longestCell - 1)}…` : line;
}
