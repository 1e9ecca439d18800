import sax from 'sax';
import * as z from 'zod';
import { assertions } from '../tasks/ner/entity.js';
import { checkedSpans } from './checked-entity.js';
import { offsetMap } from './code-points.js';
import {
  reviewStates,
  type AnnotatedDocument,
  type DocumentEntity,
  type ReadDocuments,
  type ReadProblem,
} from './document.js';
import { defined } from './from-analysis.js';
import { parsed } from './json-lines.js';
import { withoutStatements } from './statements.js';

const name = z.coerce.string();
const infons = z.record(z.string(), z.unknown()).default({});
const annotation = z.object({
  id: name,
  infons,
  text: z.string().optional(),
  locations: z.array(z.object({ offset: z.coerce.number().int(), length: z.coerce.number().int() })),
});
const relation = z.object({
  id: name,
  infons,
  nodes: z.array(z.object({ refid: name, role: name.optional() })),
});
const annotated = {
  annotations: z.array(annotation).default([]),
  relations: z.array(relation).default([]),
};
const passage = z.object({
  offset: z.coerce.number().int(),
  text: z.string().optional(),
  ...annotated,
  sentences: z
    .array(z.object({ offset: z.coerce.number().int(), text: z.string().optional(), ...annotated }))
    .default([]),
});
const document = z.object({ id: name, infons, passages: z.array(passage), ...annotated });
const collection = z.object({ documents: z.array(document) });

/** Gaps between passages that are larger are no gaps but wrong offsets. */
const largestGap = 10_000;

/**
 * Reads BioC, in XML or JSON: passages or sentences at their offsets (in code points; gaps are spaces), annotations with
 * the infon `type`, and relations of two annotations with the infon `type`. Never throws.
 */
export function readBioc(content: string): ReadDocuments {
  const problems: ReadProblem[] = [];
  const text = content.replace(/^\ufeff/, '');
  const read = collection.safeParse(text.trimStart().startsWith('<') ? fromXml(text) : parsed(text));
  if (!read.success) return { value: [], problems: [{ message: 'is no collection of BioC' }] };
  return { value: read.data.documents.flatMap((each) => documentOf(each, problems)), problems };
}

function documentOf(read: z.infer<typeof document>, problems: ReadProblem[]): AnnotatedDocument[] {
  const problem = (message: string): void => void problems.push({ document: read.id, message });
  const parts = read.passages.flatMap((each) => [each, ...each.sentences]);
  let text = '';
  let length = 0;
  for (const part of parts) {
    if (part.text === undefined || part.text === '') continue;
    const gap = part.offset - length;
    if (gap < 0 || gap > largestGap) {
      problem('passages whose offsets do not fit their text; are they in bytes?');
      return [];
    }
    text += ' '.repeat(gap) + part.text;
    length = part.offset + Array.from(part.text).length;
  }
  const { toCodeUnits } = offsetMap(text);
  const ids = new Set<string>();
  const entities = [read, ...parts]
    .flatMap(({ annotations }) => annotations)
    .flatMap(({ id, infons: about, locations, text: words }): DocumentEntity[] => {
      const spans = checkedSpans(
        text,
        [...locations]
          .sort((a, b) => a.offset - b.offset)
          .map(({ offset, length: long }) => ({
            start: toCodeUnits(offset),
            end: toCodeUnits(offset + long),
          })),
        words,
      );
      if (typeof spans === 'string') problem(spans);
      else if (ids.has(id)) problem('an id that is used before');
      else {
        ids.add(id);
        return [
          defined({
            id,
            type: said(about['type']) ?? 'entity',
            spans,
            assertion: assertions.find((each) => each === about['assertion']),
            assertionSource: (['model', 'rule'] as const).find((each) => each === about['assertion_source']),
            confidence: fraction(about['confidence']),
            source: said(about['source']),
            review: reviewStates.find((each) => each === about['review']),
            alignment: (['exact', 'folded', 'fuzzy'] as const).find((each) => each === about['alignment']),
          }),
        ];
      }
      return [];
    });
  const relations = [read, ...parts]
    .flatMap((each) => each.relations)
    .flatMap(({ id, infons: about, nodes }) => {
      const [head, tail] = nodes;
      if (nodes.length !== 2 || !head || !tail || !ids.has(head.refid) || !ids.has(tail.refid)) {
        problem('a relation that is not of two entities');
        return [];
      }
      return [
        defined({
          id,
          type: said(about['type']) ?? 'related',
          head: head.refid,
          tail: tail.refid,
          probability: fraction(about['probability']),
          review: reviewStates.find((each) => each === about['review']),
        }),
      ];
    });
  const origin = defined({
    schema: said(read.infons['schema']),
    engine: said(read.infons['engine']),
    model: said(read.infons['model']),
  });
  return [withoutStatements({ id: read.id, text, ...origin, entities, relations, contradictions: [] })];
}

function said(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function fraction(value: unknown): number | undefined {
  const text = said(value);
  const number = text === undefined || text === '' ? NaN : Number(text);
  return number >= 0 && number <= 1 ? number : undefined;
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** The collection of an XML document in the JSON notation; `undefined` if it is not well-formed. */
function fromXml(content: string): unknown {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const stack = [root];
  const parser = sax.parser(true);
  const errors: Error[] = [];
  parser.onopentag = ({ name: tag, attributes }) => {
    const plain = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)]));
    const element: Element = { name: tag, attributes: plain, children: [], text: '' };
    stack.at(-1)?.children.push(element);
    stack.push(element);
  };
  parser.onclosetag = () => void stack.pop();
  parser.ontext = parser.oncdata = (text) => {
    const top = stack.at(-1);
    if (top) top.text += text;
  };
  parser.onerror = (error) => {
    errors.push(error);
    parser.error = null as unknown as Error;
  };
  parser.write(content).close();
  const found = root.children.find((each) => each.name === 'collection');
  if (errors.length > 0 || !found) return undefined;
  return { documents: all(found, 'document').map(jsonOf) };
}

function jsonOf(element: Element): object {
  const valueOf = (tag: string): string | undefined => all(element, tag)[0]?.text;
  return {
    ...element.attributes,
    ...(element.name === 'document' && { id: valueOf('id')?.trim() }),
    offset: element.attributes['offset'] ?? valueOf('offset')?.trim(),
    text: valueOf('text'),
    infons: Object.fromEntries(
      all(element, 'infon').map(({ attributes, text }) => [attributes['key'] ?? '', text]),
    ),
    passages: all(element, 'passage').map(jsonOf),
    sentences: all(element, 'sentence').map(jsonOf),
    annotations: all(element, 'annotation').map(jsonOf),
    relations: all(element, 'relation').map(jsonOf),
    locations: all(element, 'location').map(({ attributes }) => attributes),
    nodes: all(element, 'node').map(({ attributes }) => attributes),
  };
}

function all({ children }: Element, tag: string): Element[] {
  return children.filter((each) => each.name === tag);
}
