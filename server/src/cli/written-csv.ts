import type { Medication, MedicationsOutcome } from '../analysis/writing/medications.js';
import type { AskOutcome } from '../analysis/writing/question.js';
import { csvText } from '../shared/csv.js';
import type { NoteQuestion } from '../tasks/answer/form.js';
import { positionsIn } from './positions.js';

/** The head of a table of notes × questions: answer, support and evidence of each question. */
export function questionsHead(questions: readonly NoteQuestion[]): string {
  const columns = questions.flatMap(({ text }) => [text, `${text} (support)`, `${text} (evidence)`]);
  return csvText([['note', ...columns]]);
}

/** A note's row of that table. */
export function questionsRow(note: string, text: string, outcomes: readonly AskOutcome[]): string {
  const positionOf = positionsIn(text);
  const quoted = (
    passages: readonly { readonly span: { readonly start: number }; readonly text: string }[],
  ): string =>
    passages
      .map((passage) => `${positionOf(passage.span.start).line}: ${passage.text.replace(/\s+/g, ' ')}`)
      .join(' | ');
  const cells = outcomes.flatMap((outcome) => {
    switch (outcome.kind) {
      case 'none':
        return ['', 'failed', ''];
      case 'passages':
        return ['', 'passages', quoted(outcome.passages)];
      case 'answer':
        return [outcome.answer, outcome.sentence?.support ?? '', quoted(outcome.sentence?.sources ?? [])];
    }
  });
  return csvText([[note, ...cells]]);
}

const columns = [
  'drug',
  'dose',
  'route',
  'frequency',
  'reason',
  'status',
] as const satisfies (keyof Medication)[];

/** The head of a table of medications. */
export function medicationsHead(): string {
  return csvText([['note', 'line', ...columns, 'support', 'evidence']]);
}

/** A note's rows of that table. */
export function medicationsRows(note: string, text: string, { medications }: MedicationsOutcome): string {
  const positionOf = positionsIn(text);
  return csvText(
    medications.map((row) => [
      note,
      positionOf(row.span.start).line,
      ...columns.map((name) => row[name]),
      row.support ?? '',
      row.sources.map((source) => source.text.replace(/\s+/g, ' ')).join(' | '),
    ]),
  );
}
