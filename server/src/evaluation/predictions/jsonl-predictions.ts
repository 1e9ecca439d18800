import * as z from 'zod';
import { offsetMap } from '../../formats/code-points.js';
import { namesOf, type PredictedMention, type Predictions, type Report } from './predictions.js';

const name = z.union([z.string(), z.number()]).transform(String);
const offset = z.int().min(0);

const lineShape = z.object({
  /** Id of the record or unit, or the name of its document. */
  id: name,
  mentions: z
    .array(z.object({ start: offset, end: offset, type: z.string(), text: z.string().optional() }))
    .optional(),
  /** The unit of `start` and `end`; code points, as in Python, by default. */
  offsets: z.enum(['code-points', 'utf-16']).optional(),
  relations: z.array(z.object({ type: z.string(), head: name, tail: name })).optional(),
  label: z.string().optional(),
  probability: z.number().min(0).max(1).optional(),
});

type Line = z.infer<typeof lineShape>;

/** Predictions in JSON lines, one per record or unit; the last line for an id counts. */
export function jsonlPredictions(file: string, content: string, report: Report): Predictions {
  const lines = new Map<string, { readonly line: number; readonly value: Line }>();
  for (const [index, text] of content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    if (text.trim() === '') {
      continue;
    }
    const read = lineShape.safeParse(parsed(text));
    if (!read.success) {
      report({ file, line, code: 'jsonl', message: 'is no prediction with an id' });
      continue;
    }
    if (lines.has(read.data.id)) {
      report({ file, line, code: 'repeated', message: 'an id that is used before; this line counts' });
    }
    lines.set(read.data.id, { line, value: read.data });
  }
  const lineOf = (record: Parameters<typeof namesOf>[0]): { line: number; value: Line } | undefined => {
    // The record's id takes precedence over its document's: several sentences may belong to one document.
    const [document, ...ids] = namesOf(record);
    const found = [...ids, document].find((each) => each !== undefined && lines.has(each));
    return found === undefined ? undefined : lines.get(found);
  };
  return {
    mentionsOf: (record) => {
      const found = lineOf(record);
      if (!found?.value.mentions) {
        return undefined;
      }
      const { line, value } = found;
      const { toCodeUnits } = offsetMap(record.text);
      const unit = value.offsets === 'utf-16' ? (place: number) => place : toCodeUnits;
      return (value.mentions ?? []).flatMap(({ type, text, ...span }): PredictedMention[] => {
        const [start, end] = [unit(span.start), unit(span.end)];
        const isInside = start !== undefined && end !== undefined && start < end && end <= record.text.length;
        if (!isInside || (text !== undefined && record.text.slice(start, end) !== text)) {
          const message = isInside
            ? 'the words at the span are not those of the mention'
            : 'a span that is not in the text';
          report({ file, line, code: isInside ? 'words-differ' : 'span-outside-text', message });
          return [];
        }
        return [{ type, spans: [{ start, end }], at: { file, line } }];
      });
    },
    relationsOf: (record) => {
      const found = lineOf(record);
      return found?.value.relations?.map((relation) => ({ ...relation, at: { file, line: found.line } }));
    },
    labelOf: (id) => {
      const found = lines.get(id) ?? lines.get(id.slice(id.lastIndexOf('/') + 1));
      if (found?.value.label === undefined) {
        return undefined;
      }
      const { label, probability } = found.value;
      const at = { file, line: found.line };
      return { label, at, ...(probability === undefined ? {} : { probability }) };
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
