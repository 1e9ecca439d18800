import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { offsetMap } from '../../../server/src/formats/code-points.js';
import {
  wordsOf,
  type AnnotatedDocument,
  type DocumentEntity,
} from '../../../server/src/formats/document.js';
import { exporters } from '../../../server/src/formats/exporters.js';
import { flatEntities, LossCount } from '../../../server/src/formats/losses.js';
import { withStatements } from '../../../server/src/formats/statements.js';
import { anyDocument, exportContext, hardDocument } from '../../formats/documents.js';
import { succeed } from '../program.js';
import { virtualEnvironment } from '../virtual-environment.js';

/** What a reader understood; an entity is its type, its pieces in code points, and its words. */
interface Understood {
  readonly id: string;
  readonly text: string;
  readonly entities: readonly [type: string, pieces: readonly [number, number][], words: string][];
  readonly relations: readonly [type: string, head: string, tail: string][];
}

const documents: readonly AnnotatedDocument[] = [
  hardDocument,
  ...fc
    .sample(anyDocument, { numRuns: 30, seed: 20_261_124 })
    .map((document, index) => ({ ...document, id: `random-${index}` })),
];

describe('other people’s readers', function () {
  this.timeout(900_000);
  let said: Record<string, readonly Understood[] | string>;
  let folder: string;

  before(async () => {
    const requirements = 'test/real/readers/requirements.txt';
    const python = await virtualEnvironment('readers', [requirements]);
    folder = await mkdtemp(join(tmpdir(), 'bionote-readers-'));
    for (const [format, write] of Object.entries(exporters)) {
      const written = format === 'brat' ? documents.map(withoutTwins) : documents;
      for (const { name, text } of write(written, exportContext).files) {
        const path = join(folder, format, name);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, text);
      }
    }
    const answer = await succeed(python, ['test/real/readers/readers.py', folder], {
      env: { HF_HUB_OFFLINE: '1', HF_DATASETS_OFFLINE: '1', PYTHONWARNINGS: 'ignore' },
    });
    said = JSON.parse(answer.slice(answer.indexOf('{"datasets"'))) as typeof said;
  });

  after(() => rm(folder, { recursive: true, force: true }));

  /** The documents as a reader understood them, each with the one that was written. */
  const understood = (reader: string, written = documents): readonly [Understood, AnnotatedDocument][] => {
    const answer = said[reader];
    if (answer === undefined || typeof answer === 'string') assert.fail(`${reader}: ${answer ?? ''}`);
    const byId = new Map(answer.map((each) => [each.id, each]));
    return written.map((document) => {
      const found = byId.get(document.id);
      assert.ok(found, `${reader} does not know ${document.id}`);
      return [found, document];
    });
  };

  const entitiesOf = (document: AnnotatedDocument, kept: readonly DocumentEntity[]): string[] => {
    const { toCodePoints } = offsetMap(document.text);
    return kept
      .map((entity) =>
        JSON.stringify([
          entity.type,
          entity.spans.map(({ start, end }) => [toCodePoints(start), toCodePoints(end)]),
          wordsOf(document.text, entity),
        ]),
      )
      .sort();
  };
  const relationsOf = (document: AnnotatedDocument): string[] => {
    const words = new Map(document.entities.map((each) => [each.id, wordsOf(document.text, each)]));
    return document.relations
      .map(({ type, head, tail }) => JSON.stringify([type, words.get(head), words.get(tail)]))
      .sort();
  };
  const sorted = (items: readonly unknown[]): string[] => items.map((each) => JSON.stringify(each)).sort();

  for (const [reader, prepared] of [
    ['datasets', (document: AnnotatedDocument) => document],
    ['bioc, XML', withStatements],
    ['bioc, JSON', withStatements],
    ['cassis', withStatements],
    ['pybrat', (document: AnnotatedDocument) => withStatements(withoutTwins(document))],
  ] as const) {
    it(`${reader}: finds every entity and relation, with its pieces and words, in the same text`, () => {
      for (const [read, written] of understood(reader)) {
        const document = prepared(written);
        // pybrat reads a text with the line ends of Python.
        const { text } = document;
        assert.equal(read.text, reader === 'pybrat' ? text.replaceAll('\r\n', '\n') : text, document.id);
        assert.deepEqual(sorted(read.entities), entitiesOf(document, document.entities), document.id);
        assert.deepEqual(sorted(read.relations), relationsOf(document), document.id);
      }
    });
  }

  for (const reader of ['bconv, BioC XML', 'bconv, BioC JSON']) {
    it(`${reader}: finds every mention at its place`, () => {
      for (const [read, written] of understood(reader)) {
        const document = withStatements(written);
        assert.deepEqual(sorted(read.entities), entitiesOf(document, document.entities), document.id);
      }
    });
  }

  // What looks like the line of a title is taken for one, wherever it stands.
  const isReadable = ({ text }: AnnotatedDocument): boolean => !text.includes('|t|');
  for (const reader of ['bioc, PubTator', 'bconv, PubTator']) {
    it(`${reader}: finds every mention of one piece at its place`, () => {
      for (const [read, document] of understood(reader, documents.filter(isReadable))) {
        const whole = document.entities.filter(({ spans }) => spans.length === 1);
        assert.deepEqual(
          sorted(read.entities.map(([type, pieces]) => [type, pieces])),
          sorted(whole.map(({ type, spans }) => [type, codePoints(document.text, spans)])),
          document.id,
        );
      }
    });
  }

  it('spaCy: has tokens for every span of one piece', () => {
    for (const [read, written] of understood('spaCy')) {
      const document = withStatements(written);
      const whole = document.entities.filter(({ spans }) => spans.length === 1);
      assert.deepEqual(sorted(read.entities), entitiesOf(document, whole), document.id);
    }
  });

  it('seqeval: finds the entities that do not overlap', () => {
    for (const [read, document] of understood('seqeval')) {
      const flat = flatEntities(document.entities, new LossCount());
      assert.deepEqual(
        sorted(read.entities.map(([type, , words]) => [type, words])),
        sorted(flat.map((each) => [each.type, wordsOf(document.text, each).replace(/\s/gu, '')])),
        document.id,
      );
    }
  });

  it('fhir.resources: takes every bundle, with a resource for each entity that FHIR knows', () => {
    for (const [read, { entities }] of understood('fhir.resources')) {
      const known = entities.filter(
        ({ type, assertion = 'present' }) =>
          !['conditional', 'hypothetical'].includes(assertion) &&
          (type === 'problem' || assertion !== 'family') &&
          (type !== 'test' || !['absent', 'possible'].includes(assertion)),
      );
      const about = ['Patient', 'Device', 'Provenance'];
      const kinds = read.entities.map(([kind]) => kind).filter((kind) => !about.includes(kind));
      assert.equal(kinds.length, known.length, kinds.join());
    }
  });
});

function codePoints(text: string, spans: readonly { start: number; end: number }[]): [number, number][] {
  const { toCodePoints } = offsetMap(text);
  return spans.map(({ start, end }) => [toCodePoints(start), toCodePoints(end)]);
}

/** Without entities at the very place of another: pybrat refuses those. */
function withoutTwins(document: AnnotatedDocument): AnnotatedDocument {
  const places = new Set<string>();
  const entities = document.entities.filter(({ spans }) => {
    const place = JSON.stringify(spans);
    if (places.has(place)) return false;
    places.add(place);
    return true;
  });
  const ids = new Set(entities.map(({ id }) => id));
  const relations = document.relations.filter(({ head, tail }) => ids.has(head) && ids.has(tail));
  return { ...document, entities, relations };
}
