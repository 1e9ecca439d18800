import type { AskResult, WrittenSource } from '../../../server/src/shared/protocol.js';
import type { KeptQuestion } from '../../../server/src/shared/questions.js';
import type { ScreenedNote } from './screening.js';

/** Where each line of a text begins, in UTF-16 code units. */
export function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ index, 0: end }) => index + end.length)];
}

/**
 * The answers as JSON lines, one for each note and question, in the form of `bionote ask --format json`
 * (`schemas/bionote-answer.schema.json`). A note that could not be asked has `none`, with the reason.
 */
export function screeningJsonLines(
  questions: readonly KeptQuestion[],
  notes: readonly ScreenedNote[],
): string {
  const lines = notes.flatMap(({ name, answers, problem, starts = [0] }) =>
    questions.map(({ text, choices }, index) => {
      const none = { kind: 'none', failure: problem ?? 'empty', read: 0, of: 0 } as const;
      return JSON.stringify({
        format: 'bionote-answer',
        version: 1,
        source: name,
        offsets: 'utf-16',
        question: text,
        ...(choices && { choices }),
        ...fieldsOf((problem === undefined ? answers[index] : undefined) ?? none, starts),
      });
    }),
  );
  return lines.map((line) => `${line}\n`).join('');
}

function fieldsOf(result: AskResult, starts: readonly number[]): object {
  const offset = ({ line, character }: WrittenSource['range']['start']): number =>
    (starts[line] ?? 0) + character;
  const placed = ({ range, ...source }: WrittenSource): object => ({
    start: offset(range.start),
    end: offset(range.end),
    ...source,
  });
  switch (result.kind) {
    case 'none':
      return result;
    case 'passages':
      return { ...result, passages: result.passages.map(placed) };
    case 'answer': {
      const { stated, sentence, ...rest } = result;
      const answer = stated ? rest.answer : 'not stated';
      return {
        ...rest,
        answer,
        ...(sentence && { sentence: { ...sentence, sources: sentence.sources.map(placed) } }),
      };
    }
  }
}
