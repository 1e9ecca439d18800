import * as z from 'zod';
import { documentRecord, type Found, type KnownLabels } from './document-record.js';
import { problemAt, type CorpusFile, type Part } from './files.js';
import { jsonEntries } from './json-entries.js';
import type { CorpusItem, GoldRelation } from './records.js';
import { childOf, childrenOf, xmlElements, type XmlElement } from './xml-elements.js';

const location = z.object({ offset: z.coerce.number().int(), length: z.coerce.number().int() });
const infons = z.record(z.string(), z.unknown()).default({});
const annotation = z.object({
  id: z.coerce.string(),
  infons,
  text: z.string().optional(),
  locations: z.array(location),
});
const relation = z.object({
  infons,
  nodes: z.array(z.object({ refid: z.coerce.string() })).default([]),
});
const document = z.object({
  id: z.coerce.string(),
  passages: z.array(
    z.object({
      offset: z.coerce.number().int(),
      text: z.string().default(''),
      annotations: z.array(annotation).default([]),
      relations: z.array(relation).default([]),
    }),
  ),
  relations: z.array(relation).default([]),
});

type BiocDocument = z.infer<typeof document>;

/**
 * Reads BioC in XML (Comeau et al. 2013). The text of a document is that of its passages, each at its offset.
 * Annotations that do not fit are reported and skipped. Relations join concepts (`entity1`, `entity2`), as
 * PubTator and BioRED write them, or annotations by id.
 */
export async function* readBiocXml(
  file: CorpusFile,
  part: Part,
  labels: KnownLabels,
): AsyncGenerator<CorpusItem> {
  for await (const item of xmlElements(file, ['document'])) {
    if ('problem' in item) yield item;
    else yield* documentOf(fromXml(item.element), item.element.line, file, part, labels);
  }
}

/** Reads BioC in JSON, the same format in another notation. */
export async function* readBiocJson(
  file: CorpusFile,
  part: Part,
  labels: KnownLabels,
): AsyncGenerator<CorpusItem> {
  for await (const item of jsonEntries(file, 'documents')) {
    if ('problem' in item) yield item;
    else yield* documentOf(item.entry.value, item.entry.line, file, part, labels);
  }
}

function* documentOf(
  value: unknown,
  line: number,
  file: CorpusFile,
  part: Part,
  labels: KnownLabels,
): Generator<CorpusItem> {
  const read = document.safeParse(value);
  if (!read.success) {
    yield problemAt(file, line, 'bioc', 'is no document of BioC');
    return;
  }
  const { id, passages, relations } = read.data;
  const text = textOf(passages);
  const found: Found[] = passages.flatMap((passage) =>
    passage.annotations.map((each) => ({
      line,
      id: each.id,
      spans: each.locations.map(({ offset, length }) => ({ start: offset, end: offset + length })),
      words: each.text,
      type: named(each.infons, 'type'),
      concepts: conceptsOf(named(each.infons, 'identifier')),
    })),
  );
  const all = [...relations, ...passages.flatMap((passage) => passage.relations)];
  yield* documentRecord(
    file,
    { part, id, text, line, found, relations: all.map((each) => ({ line, ...relationOf(each) })) },
    labels,
  );
}

/** The passages at their offsets; gaps are filled with spaces. */
function textOf(passages: BiocDocument['passages']): string {
  let text = '';
  for (const passage of passages) {
    if (passage.offset > text.length && passage.offset - text.length < 1000) {
      text += ' '.repeat(passage.offset - text.length);
    }
    text += passage.text;
  }
  return text;
}

function relationOf({ infons: about, nodes }: z.infer<typeof relation>): GoldRelation {
  const type = named(about, 'type');
  const [head, tail] = [named(about, 'entity1'), named(about, 'entity2')];
  if (head !== '' && tail !== '') return { type, head, tail, between: 'concepts' };
  return { type, head: nodes[0]?.refid ?? '', tail: nodes[1]?.refid ?? '', between: 'mentions' };
}

function named(about: Readonly<Record<string, unknown>>, name: string): string {
  const value = about[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Identifiers are separated by commas or semicolons; those of variants contain `|`. */
function conceptsOf(cell: string): string[] {
  return cell
    .split(/[;,]/)
    .map((concept) => concept.trim())
    .filter((concept) => concept !== '' && concept !== '-1' && concept !== '-');
}

function fromXml(element: XmlElement): unknown {
  const valueOf = (parent: XmlElement, name: string): string => childOf(parent, name)?.text ?? '';
  const about = (parent: XmlElement): Record<string, string> =>
    Object.fromEntries(
      childrenOf(parent, 'infon').map((infon) => [infon.attributes['key'] ?? '', infon.text]),
    );
  const relations = (parent: XmlElement): unknown[] =>
    childrenOf(parent, 'relation').map((each) => ({
      infons: about(each),
      nodes: childrenOf(each, 'node').map((node) => ({ refid: node.attributes['refid'] ?? '' })),
    }));
  return {
    id: valueOf(element, 'id').trim(),
    relations: relations(element),
    passages: childrenOf(element, 'passage').map((passage) => ({
      offset: valueOf(passage, 'offset').trim(),
      text: valueOf(passage, 'text'),
      relations: relations(passage),
      annotations: childrenOf(passage, 'annotation').map((each) => ({
        id: each.attributes['id'] ?? '',
        infons: about(each),
        text: childOf(each, 'text')?.text,
        locations: childrenOf(each, 'location').map(({ attributes }) => attributes),
      })),
    })),
  };
}
