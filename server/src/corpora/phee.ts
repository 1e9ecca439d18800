import * as z from 'zod';
import { documentRecord, type Found } from './document-record.js';
import { problemAt, type CorpusFile, type Part } from './files.js';
import { jsonLines } from './json-entries.js';
import type { CorpusItem, GoldRelation } from './records.js';

export const pheeTypes = ['Treatment', 'Effect', 'Subject', 'Drug', 'Disorder', 'Trigger'] as const;
export const pheeEvents = ['Adverse_event', 'Potential_therapeutic_event'] as const;

const argument = z.looseObject({
  text: z.array(z.array(z.string())),
  start: z.array(z.array(z.number().int())),
  entity_id: z.array(z.string()),
});
type Argument = z.infer<typeof argument>;

const line = z.object({
  id: z.string(),
  context: z.string(),
  annotations: z.array(z.object({ events: z.array(z.looseObject({ event_type: z.string() })) })),
});

/**
 * Reads PHEE (Sun et al. 2022): sentences of case reports with pharmacovigilance events. Their arguments
 * become mentions. An event becomes a relation from its treatment to its effect, or, for a therapeutic event,
 * to the disorder that it treats. The document of a sentence is the article with its PMID.
 */
export async function* readPhee(file: CorpusFile, part: Part): AsyncGenerator<CorpusItem> {
  for await (const item of jsonLines(file)) {
    if ('problem' in item) {
      yield item;
      continue;
    }
    const read = line.safeParse(item.entry.value);
    if (!read.success) {
      yield problemAt(file, item.entry.line, 'phee', 'is no sentence of PHEE');
      continue;
    }
    yield* sentenceOf(read.data, item.entry.line, file, part);
  }
}

function* sentenceOf(
  { id, context, annotations }: z.infer<typeof line>,
  at: number,
  file: CorpusFile,
  part: Part,
): Generator<CorpusItem> {
  const found = new Map<string, Found>();
  const relations: (GoldRelation & { line: number })[] = [];
  const unread: string[] = [];
  for (const event of annotations.flatMap(({ events }) => events)) {
    const add = (type: string, value: unknown): string[] => {
      if (value === undefined) return [];
      const read = argument.safeParse(value);
      if (!read.success) {
        unread.push(type);
        return [];
      }
      const ids: string[] = [];
      for (const each of mentionsOf(type, read.data, at)) {
        // A treatment that is a single drug is annotated as both; two events may share an argument.
        const key = `${type} ${each.spans.map(({ start, end }) => `${start}-${end}`).join()}`;
        const known = found.get(key) ?? { ...each, id: `T${found.size + 1}` };
        found.set(key, known);
        ids.push(known.id ?? '');
      }
      return ids;
    };
    add('Trigger', event['Trigger']);
    add('Subject', event['Subject']);
    const nested = z.looseObject({}).safeParse(event['Treatment']).data ?? {};
    const heads = add('Treatment', event['Treatment']);
    add('Drug', nested['Drug']);
    const disorders = add('Disorder', nested['Disorder']);
    const effects = add('Effect', event['Effect']);
    const isTherapy = event.event_type === 'Potential_therapeutic_event';
    const tails = effects.length === 0 || (isTherapy && disorders.length > 0) ? disorders : effects;
    for (const head of heads) {
      for (const tail of tails) {
        const relation = { line: at, type: event.event_type, head, tail, between: 'mentions' } as const;
        if (!relations.some((one) => same(one, relation))) relations.push(relation);
      }
    }
  }
  for (const type of unread) yield problemAt(file, at, 'phee', `an argument that is none: ${type}`);
  const [article = id] = id.split('_');
  for (const item of documentRecord(
    file,
    { part, id, text: context, line: at, found: [...found.values()], relations },
    { types: pheeTypes, relations: pheeEvents },
  )) {
    yield 'record' in item ? { record: { ...item.record, document: article } } : item;
  }
}

/** One mention per list of fragments. */
function mentionsOf(type: string, { text, start }: Argument, at: number): Found[] {
  return text.map((words, i) => {
    const placed = words
      .map((word, j) => ({ word, start: start[i]?.[j] ?? -1 }))
      .sort((a, b) => a.start - b.start);
    return {
      line: at,
      type,
      words: placed.map(({ word }) => word).join(' '),
      spans: placed.map(({ word, start: from }) => ({
        start: from < 0 ? undefined : from,
        end: from + word.length,
      })),
    };
  });
}

function same(a: GoldRelation, b: GoldRelation): boolean {
  return a.type === b.type && a.head === b.head && a.tail === b.tail;
}
