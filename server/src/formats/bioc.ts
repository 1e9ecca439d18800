import { offsetMap } from './code-points.js';
import { wordsOf, type AnnotatedDocument } from './document.js';
import { rounded } from './exported.js';
import { lossesOf, LossCount } from './losses.js';
import { withStatements } from './statements.js';
import type { ExportContext, Writer } from './writer.js';
import { forbiddenIn, xmlText } from './xml-text.js';

/** A BioC collection (Comeau et al. 2013), as the JSON notation has it; offsets count code points. */
interface Collection {
  readonly source: string;
  readonly date: string;
  readonly key: string;
  readonly version: string;
  readonly infons: Infons;
  readonly documents: readonly Document[];
}

type Infons = Readonly<Record<string, string>>;

interface Document {
  readonly id: string;
  readonly infons: Infons;
  readonly passages: readonly Passage[];
  readonly annotations: readonly [];
  readonly relations: readonly [];
}

interface Passage {
  readonly offset: number;
  readonly infons: Infons;
  readonly text: string;
  readonly sentences: readonly [];
  readonly annotations: readonly {
    readonly id: string;
    readonly infons: Infons;
    readonly text: string;
    readonly locations: readonly { readonly offset: number; readonly length: number }[];
  }[];
  readonly relations: readonly {
    readonly id: string;
    readonly infons: Infons;
    readonly nodes: readonly { readonly refid: string; readonly role: string }[];
  }[];
}

/** BioC in JSON: one passage a note, contradictions as relations between statements. */
export const writeBiocJson: Writer = (documents, context) => ({
  files: [{ name: 'bioc.json', text: `${JSON.stringify(collectionOf(documents, context), undefined, 2)}\n` }],
  losses: lossesOf(documents, ['evidence']),
});

/** The same in XML, by the DTD of BioC. */
export const writeBiocXml: Writer = (documents, context) => {
  const losses = new LossCount();
  for (const { text } of documents) losses.add('characters', forbiddenIn(text));
  return {
    files: [{ name: 'bioc.xml', text: xmlOf(collectionOf(documents, context)) }],
    losses: lossesOf(documents, ['evidence'], losses),
  };
};

function collectionOf(documents: readonly AnnotatedDocument[], { date, version }: ExportContext): Collection {
  return {
    source: 'BioNote',
    date: date.slice(0, 10),
    key: 'bionote.key',
    version: '1.0',
    infons: { software: `BioNote ${version}` },
    documents: documents.map((document) => documentOf(withStatements(document))),
  };
}

function documentOf({ id, text, entities, relations, ...origin }: AnnotatedDocument): Document {
  const { toCodePoints } = offsetMap(text);
  return {
    id,
    infons: infonsOf({ schema: origin.schema, engine: origin.engine, model: origin.model }),
    annotations: [],
    relations: [],
    passages: [
      {
        offset: 0,
        infons: {},
        text,
        sentences: [],
        annotations: entities.map((entity) => ({
          id: entity.id,
          infons: infonsOf({
            type: entity.type,
            assertion: entity.assertion,
            assertion_source: entity.assertionSource,
            confidence: entity.confidence,
            source: entity.source,
            review: entity.review,
            alignment: entity.alignment,
          }),
          text: wordsOf(text, entity),
          locations: entity.spans.map(({ start, end }) => ({
            offset: toCodePoints(start),
            length: toCodePoints(end) - toCodePoints(start),
          })),
        })),
        relations: relations.map((relation) => ({
          id: relation.id,
          infons: infonsOf({
            type: relation.type,
            probability: relation.probability,
            review: relation.review,
          }),
          nodes: [
            { refid: relation.head, role: 'head' },
            { refid: relation.tail, role: 'tail' },
          ],
        })),
      },
    ],
  };
}

function infonsOf(values: Readonly<Record<string, string | number | undefined>>): Infons {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, typeof value === 'number' ? String(rounded(value)) : value]],
    ),
  );
}

function xmlOf({ source, date, key, version, infons, documents }: Collection): string {
  const infon = (values: Infons): string =>
    Object.entries(values)
      .map(([name, value]) => `<infon key="${xmlText(name)}">${xmlText(value)}</infon>`)
      .join('');
  const passage = (each: Passage): string =>
    [
      `<passage>${infon(each.infons)}<offset>${each.offset}</offset><text>${xmlText(each.text)}</text>`,
      ...each.annotations.map(
        ({ id, infons: about, locations, text }) =>
          `<annotation id="${xmlText(id)}">${infon(about)}${locations
            .map(({ offset, length }) => `<location offset="${offset}" length="${length}"/>`)
            .join('')}<text>${xmlText(text)}</text></annotation>`,
      ),
      ...each.relations.map(
        ({ id, infons: about, nodes }) =>
          `<relation id="${xmlText(id)}">${infon(about)}${nodes
            .map(({ refid, role }) => `<node refid="${xmlText(refid)}" role="${role}"/>`)
            .join('')}</relation>`,
      ),
      '</passage>',
    ].join('\n');
  const body = documents.map(
    ({ id, infons: about, passages }) =>
      `<document><id>${xmlText(id)}</id>${infon(about)}${passages.map(passage).join('')}</document>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE collection SYSTEM "BioC.dtd">',
    `<collection><source>${source}</source><date>${date}</date><key>${key}</key><version>${version}</version>${infon(infons)}`,
    ...body,
    '</collection>',
    '',
  ].join('\n');
}
