import { readdir } from 'node:fs/promises';
import { documentRecord, type Found } from './document-record.js';
import { findFile, missing, problemAt, type CorpusFile, type Part } from './files.js';
import type { CorpusItem, GoldRelation } from './records.js';
import { childOf, childrenOf, xmlElements, type XmlElement } from './xml-elements.js';

export const i2b2EventTypes = [
  'OCCURRENCE',
  'PROBLEM',
  'TEST',
  'TREATMENT',
  'EVIDENTIAL',
  'CLINICAL_DEPT',
] as const;
export const i2b2TimeTypes = ['DATE', 'TIME', 'DURATION', 'FREQUENCY'] as const;
const links = [
  'BEFORE',
  'AFTER',
  'OVERLAP',
  'SIMULTANEOUS',
  'DURING',
  'BEFORE_OVERLAP',
  'BEGUN_BY',
  'ENDED_BY',
];

const folders = {
  train: '2012-07-15.original-annotation.release',
  test: 'ground_truth/merged_xml',
} as const;

/**
 * Reads the i2b2 2012 challenge (Sun et al. 2013) in the layout given to licence holders: one XML file per
 * discharge summary, with `EVENT` and `TIMEX3` tags as mentions and `TLINK` as relations. Some releases count
 * characters from 0, others from 1; the reader uses whichever fits more of a document's quoted words.
 */
export async function* readI2b2of2012(folder: string, part: Part): AsyncGenerator<CorpusItem> {
  if (part.split === 'dev') return;
  const place = folders[part.split];
  const found = await findFile(folder, 'i2b2-2012', place);
  if (found === undefined) {
    yield missing('i2b2-2012', place);
    return;
  }
  const names = (await readdir(found.path)).filter((name) => name.endsWith('.xml')).sort();
  for (const name of names) {
    const file = { path: `${found.path}/${name}`, name: `${found.name}/${name}` };
    for await (const item of xmlElements(file, ['ClinicalNarrativeTemporalAnnotation'])) {
      if ('problem' in item) yield item;
      else yield* documentOf(item.element, name.replace(/\.xml$/, ''), file, part);
    }
  }
}

function* documentOf(root: XmlElement, id: string, file: CorpusFile, part: Part): Generator<CorpusItem> {
  const text = childOf(root, 'TEXT')?.text;
  const tags = childOf(root, 'TAGS');
  if (text === undefined || tags === undefined) {
    yield problemAt(file, root.line, 'no-text', 'lacks its text or its tags');
    return;
  }
  const marked = [...childrenOf(tags, 'EVENT'), ...childrenOf(tags, 'TIMEX3')];
  const shift = [0, 1]
    .map((by) => ({ by, fitting: marked.filter((tag) => fits(text, tag, by)).length }))
    .reduce((best, one) => (one.fitting > best.fitting ? one : best)).by;
  const found = marked.map(({ attributes, line }): Found => {
    const [start, end] = [Number(attributes['start']) - shift, Number(attributes['end']) - shift];
    return {
      line,
      id: attributes['id'] ?? '',
      spans: [
        { start: Number.isInteger(start) ? start : undefined, end: Number.isInteger(end) ? end : undefined },
      ],
      words: attributes['text'],
      type: (attributes['type'] ?? '').toUpperCase(),
    };
  });
  // A link to the section's time does not refer to a mention in the text.
  const relations = childrenOf(tags, 'TLINK')
    .filter(({ attributes }) => !/^S/i.test(attributes['toID'] ?? '') && attributes['type'] !== '')
    .map(({ attributes, line }): GoldRelation & { line: number } => ({
      line,
      type: (attributes['type'] ?? '').toUpperCase(),
      head: attributes['fromID'] ?? '',
      tail: attributes['toID'] ?? '',
      between: 'mentions',
    }));
  const labels = { types: [...i2b2EventTypes, ...i2b2TimeTypes], relations: links };
  yield* documentRecord(file, { part, id, text, line: root.line, found, relations }, labels);
}

function fits(text: string, { attributes }: XmlElement, shift: number): boolean {
  const there = text.slice(Number(attributes['start']) - shift, Number(attributes['end']) - shift);
  return there.replace(/\s+/gu, '') === (attributes['text'] ?? '').replace(/\s+/gu, '');
}
