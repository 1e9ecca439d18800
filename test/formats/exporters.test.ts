import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { wordsOf, type AnnotatedDocument } from '../../server/src/formats/document.js';
import { exporters } from '../../server/src/formats/exporters.js';
import { exportFormats, type ExportFormat } from '../../server/src/shared/export.js';
import { documentOf, readAnalysis } from '../../server/src/formats/from-analysis.js';
import { fitted, readImport } from '../../server/src/formats/importers.js';
import { formatOfName, type ImportFormat } from '../../server/src/shared/import.js';
import { writeJson } from '../../server/src/formats/json.js';
import { anyDocument, exportContext, hardDocument, hardText } from './documents.js';
import { schemaCheck } from './schemas.js';

function written(format: ExportFormat, document: AnnotatedDocument, ending = ''): string {
  const { files } = exporters[format]([document], exportContext);
  return files.find(({ name }) => name.endsWith(ending))?.text ?? '';
}

/** Writes a document and reads it again, as far as the format carries it. */
function through(format: ExportFormat, as: ImportFormat, document: AnnotatedDocument): AnnotatedDocument {
  const ending = format === 'brat' ? '.ann' : '';
  const read = readImport(as, written(format, document, ending), document.id, document.text);
  assert.deepEqual(read.problems, []);
  assert.equal(read.value.length, 1);
  return read.value[0]!;
}

const lossesOf = (format: ExportFormat, document: AnnotatedDocument): Record<string, number> =>
  Object.fromEntries(
    exporters[format]([document], exportContext).losses.map(({ feature, count }) => [feature, count]),
  );

const spansOf = (document: AnnotatedDocument): string[] =>
  document.entities.map(({ type, spans }) => `${type} ${JSON.stringify(spans)}`);

function without<T extends object>(value: T, field: keyof T): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));
}

describe('exporting', () => {
  it('JSON lines lose nothing and fit their schema', async () => {
    const check = await schemaCheck('bionote-document');
    assert.equal(check(JSON.parse(written('jsonl', hardDocument))), '');
    assert.deepEqual(lossesOf('jsonl', hardDocument), {});
    assert.deepEqual(through('jsonl', 'jsonl', hardDocument), hardDocument);
    fc.assert(
      fc.property(anyDocument, (document) => {
        assert.equal(check(JSON.parse(written('jsonl', document))), '');
        assert.deepEqual(through('jsonl', 'jsonl', document), document);
      }),
      { numRuns: 50 },
    );
  });

  it('BioC keeps all but evidence and cues, in XML and JSON', () => {
    const expected = {
      ...hardDocument,
      relations: hardDocument.relations.map((each) => without(each, 'evidence')),
      contradictions: hardDocument.contradictions.map((each) => without(each, 'cue')),
    };
    for (const format of ['bioc-xml', 'bioc-json'] as const) {
      assert.deepEqual(through(format, 'bioc', hardDocument), expected);
      assert.deepEqual(lossesOf(format, hardDocument), { evidence: 1 });
      fc.assert(
        fc.property(anyDocument, (document) => {
          assert.deepEqual(through(format, 'bioc', document), document);
        }),
        { numRuns: 50 },
      );
    }
  });

  it('brat keeps fragments, assertions, probabilities and contradictions', () => {
    const read = through('brat', 'brat', hardDocument);
    assert.deepEqual(spansOf(read), spansOf(hardDocument));
    assert.deepEqual(
      read.entities.map(({ assertion, confidence }) => [assertion, confidence]),
      hardDocument.entities.map(({ assertion, confidence }) => [assertion, confidence]),
    );
    assert.deepEqual(read.contradictions, hardDocument.contradictions);
    assert.deepEqual(lossesOf('brat', hardDocument), {
      assertionSource: 1,
      review: 4,
      source: 1,
      alignment: 1,
      evidence: 1,
    });
    fc.assert(
      fc.property(anyDocument, (document) => {
        assert.deepEqual(spansOf(through('brat', 'brat', document)), spansOf(document));
      }),
      { numRuns: 50 },
    );
  });

  it('PubTator keeps what is in one piece, at the same places', () => {
    assert.match(written('pubtator', { ...hardDocument, id: 'a' }), /^a\|t\|.*\S\na\|a\|\S/);
    const { text, ...read } = through('pubtator', 'pubtator', { ...hardDocument, id: 'a' });
    assert.equal(text.length, hardText.length);
    assert.deepEqual(
      spansOf({ ...read, text }),
      spansOf({ ...hardDocument, entities: hardDocument.entities.slice(1) }),
    );
    assert.deepEqual(
      read.relations.map(({ type }) => type),
      ['TrAP'],
    );
    assert.equal(lossesOf('pubtator', hardDocument)['discontinuous'], 1);
    assert.equal(lossesOf('pubtator', hardDocument)['relations'], 1);
    assert.ok(fitted({ ...hardDocument, text }, hardText));
    fc.assert(
      fc.property(anyDocument, (document) => {
        const whole = document.entities.filter(({ spans }) => spans.length === 1);
        const again = through('pubtator', 'pubtator', { ...document, relations: [] });
        assert.deepEqual(spansOf(again), spansOf({ ...document, entities: whole }));
      }),
      { numRuns: 50 },
    );
  });

  it('CoNLL has the longer of two entities that overlap, and its reader finds it again', () => {
    const read = through('conll', 'conll', hardDocument);
    const words = read.entities.map((entity) => wordsOf(hardText, entity));
    assert.deepEqual(words, ['right hip pain', 'chest pain', 'breast <cancer>', 'aspirin 👩‍⚕️ daily']);
    assert.equal(lossesOf('conll', hardDocument)['overlapping'], 2);
    assert.equal(lossesOf('conll', hardDocument)['discontinuous'], 1);
    assert.match(written('conll', hardDocument), /^No\tO\nchest\tB-problem\npain\tI-problem\n\.\tO\n/m);
    const iob1 = readImport('conll', 'chest I-X\npain I-X\nleft B-X\narm U-Y\n', 'a', 'chest pain\nleft arm');
    assert.deepEqual(spansOf(iob1.value[0]!), [
      'X [{"start":0,"end":10}]',
      'X [{"start":11,"end":15}]',
      'Y [{"start":16,"end":19}]',
    ]);
    const other = readImport('conll', 'chest O\nknee O\n', 'a', 'chest pain');
    assert.deepEqual(
      other.problems.map(({ line }) => line),
      [2],
    );
    fc.assert(
      fc.property(anyDocument, (document) => {
        through('conll', 'conll', document);
      }),
      { numRuns: 50 },
    );
  });

  it('NOTE_NLP has the columns of the model, and says what exists', () => {
    const rows: Record<string, string>[] = parse(written('note-nlp', hardDocument, 'NOTE_NLP.csv'), {
      columns: true,
    });
    assert.deepEqual(
      rows.map((row) => [row['lexical_variant'], row['term_exists']]),
      [
        ['Left hip pain', 'Y'],
        ['right hip pain', 'Y'],
        ['chest pain', 'N'],
        ['pain', 'Y'],
        ['breast <cancer>', 'N'],
        ['aspirin 👩‍⚕️ daily', 'Y'],
        ['aspirin', 'N'],
      ],
    );
    assert.match(rows[2]?.['term_modifiers'] ?? '', /negation=true/);
    assert.equal(rows[2]?.['nlp_date'], '2026-01-02');
    assert.equal(rows[0]?.['offset'], '7');
  });

  it('FHIR refutes what is absent, and leaves out what is hypothetical', () => {
    const bundle = JSON.parse(written('fhir', hardDocument)) as {
      entry: { resource: { resourceType: string; verificationStatus?: { coding: { code: string }[] } } }[];
    };
    assert.deepEqual(
      bundle.entry.map(({ resource: { resourceType, verificationStatus } }) =>
        [resourceType, verificationStatus?.coding[0]?.code ?? ''].join(' ').trim(),
      ),
      [
        'Patient',
        'Device',
        'Condition confirmed',
        'Condition confirmed',
        'Condition refuted',
        'Condition unconfirmed',
        'FamilyMemberHistory',
        'MedicationStatement',
        'Provenance',
      ],
    );
    assert.equal(lossesOf('fhir', hardDocument)['type'], 1);
  });

  it('the page has no script and all of the text', () => {
    const page = written('html', hardDocument);
    assert.doesNotMatch(page, /<script|https?:/);
    const body = /<pre>([^]*)<\/pre>/.exec(page)?.[1] ?? '';
    const text = body
      .replace(/<[^>]*>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#13;/g, '\r')
      .replace(/&amp;/g, '&');
    assert.equal(text, hardText);
  });

  it('every format takes every document, and the same one twice gives the same bytes', () => {
    fc.assert(
      fc.property(anyDocument, fc.constantFrom(...exportFormats), (document, format) => {
        const first = exporters[format]([document], exportContext);
        assert.ok(first.files.length > 0);
        assert.deepEqual(exporters[format]([document], exportContext), first);
      }),
      { numRuns: 200 },
    );
  });

  it('annotations in UTF-16 that an analysis holds come through its JSON', () => {
    const [, , chest] = hardDocument.entities;
    const analysis = {
      text: hardText,
      entities: [{ ...chest!, span: chest!.spans[0], text: 'chest pain', alignment: 'exact' as const }],
      relations: [],
      contradictions: hardDocument.contradictions.map((each) => ({ ...each, cue: 'medication' })),
      unplaced: [],
      failures: [],
    };
    const json = writeJson(analysis, { source: 'a.txt', schema: 'clinical', model: 'm1' }, 'line');
    const read = readAnalysis(JSON.parse(json), hardText, 'a');
    assert.deepEqual(read?.value, documentOf(analysis, { id: 'a', schema: 'clinical', model: 'm1' }));
    assert.deepEqual(readAnalysis(JSON.parse(json), `x${hardText}`, 'a')?.value.entities, []);
    assert.equal(readAnalysis({}, hardText, 'a'), undefined);
  });

  it('readers never throw, and say what they left out', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ImportFormat>('jsonl', 'bioc', 'pubtator', 'brat', 'conll'),
        fc.string({ maxLength: 200 }),
        (format, content) => void readImport(format, content, 'a', 'text'),
      ),
    );
    assert.equal(readImport('bioc', '<collection><document>', 'a').problems.length, 1);
    assert.equal(readImport('jsonl', '{}\n', 'a').problems[0]?.line, 1);
    assert.equal(formatOfName('x.PubTator'), 'pubtator');
  });
});
