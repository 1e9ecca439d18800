import { readBrat } from '../../formats/brat.js';
import { namesOf, type Predictions, type Report } from './predictions.js';

/** A standoff file. */
export interface StandoffFile {
  /** Its name in problems. */
  readonly name: string;
  /** Its name without extension, equal to the document's. */
  readonly document: string;
  readonly content: string;
}

/** Predictions in brat standoff, one file per document, validated against the gold's text. */
export function bratPredictions(files: readonly StandoffFile[], report: Report): Predictions {
  const byDocument = new Map(files.map((file) => [file.document, file]));
  return {
    mentionsOf: (record) => {
      const name = namesOf(record).find((each) => byDocument.has(each));
      const file = name === undefined ? undefined : byDocument.get(name);
      if (!file) {
        return undefined;
      }
      const { value, problems } = readBrat(file.content, record.text);
      for (const { line, message } of problems) {
        report({ file: file.name, line, code: 'standoff', message });
      }
      return value.entities.map(({ id, type, fragments, span }) => ({
        type,
        spans: [fragments[0] ?? span, ...fragments.slice(1)],
        at: { file: file.name, line: lineOf(file, id) },
      }));
    },
    relationsOf: () => undefined,
    labelOf: () => undefined,
  };
}

/** The line of an entity, from 1; the reader only keeps entities whose id is on a line. */
function lineOf({ content }: StandoffFile, id: string): number {
  return content.split('\n').findIndex((line) => line.replace(/^\ufeff/, '').startsWith(`${id}\t`)) + 1;
}
