import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { chemProtGroup } from '../../server/src/corpora/chemprot.js';
import { geneLikeness } from '../../server/src/corpora/gene-likeness.js';
import { codes, mentionsOf, readPart, relationsOf } from './folders.js';

const row = (text: string, label: string): string => `${JSON.stringify({ text, label, metadata: [] })}\n`;

describe('ChemProt', () => {
  for (const [label, group] of [
    ['INDIRECT-UPREGULATOR', 'CPR:3'],
    ['INHIBITOR', 'CPR:4'],
    ['AGONIST-INHIBITOR', 'CPR:5'],
    ['ANTAGONIST', 'CPR:6'],
    ['SUBSTRATE_PRODUCT-OF', 'CPR:9'],
    ['PART-OF', undefined],
  ] as const) {
    it(`${label} belongs to ${group ?? 'no evaluated group'}`, () => {
      assert.equal(chemProtGroup(label), group);
    });
  }

  it('joins the rows of a sentence, and makes a pair that no row relates a negative', async () => {
    const file =
      row('<< EGFR >> inhibitors are [[ gefitinib ]] and, for HER2 kinase, lapatinib.', 'INHIBITOR') +
      row('EGFR inhibitors are gefitinib and, for << HER2 kinase >>, [[ lapatinib ]].', 'INHIBITOR');
    const { records, problems } = await readPart('ChemProt', 'train', { 're/re/ChemProt/train.txt': file });
    assert.deepEqual(problems, []);
    assert.equal(records.length, 1);
    assert.equal(
      records[0]?.kind === 'annotated' ? records[0].text : '',
      'EGFR inhibitors are gefitinib and, for HER2 kinase, lapatinib.',
    );
    assert.deepEqual(mentionsOf(records[0]).sort(), [
      'chemical: gefitinib',
      'chemical: lapatinib',
      'gene: EGFR',
      'gene: HER2 kinase',
    ]);
    assert.deepEqual(relationsOf(records[0]).sort(), [
      'CPR:4(gefitinib, EGFR)',
      'CPR:4(lapatinib, HER2 kinase)',
      'none(gefitinib, HER2 kinase)',
      'none(lapatinib, EGFR)',
    ]);
  });

  it('names what it cannot use and goes on', async () => {
    const file =
      row('<< a >> and [[ b kinase ]]', 'LIKES') +
      row('<< a >> alone', 'AGONIST') +
      '{"text": 1}\n' +
      row('<< imatinib >> and [[ b kinase ]]', 'AGONIST') +
      '{"text": "<< a';
    const { records, problems } = await readPart('ChemProt', 'dev', { 're/re/ChemProt/dev.txt': file });
    assert.deepEqual(codes(problems), ['unknown-label@1', 'markers@2', 'chemprot@3', 'truncated@5']);
    assert.deepEqual(relationsOf(records[0]), ['CPR:5(imatinib, b kinase)']);
  });

  it('a name’s partners say what it is where its look does not', () => {
    const likeness = geneLikeness([
      ['zeta', 'xyz receptor'],
      ['zeta', 'abc kinase'],
      ['zeta', 'foo'],
    ]);
    assert.ok(likeness('zeta') < 0 && likeness('foo') > 0 && likeness('abc kinase') > 0);
    assert.equal(likeness('never seen'), 0);
  });
});

describe('GAD', () => {
  const positive = 'The @GENE$ gene is associated with @DISEASE$.';
  it('has no header in the training file and one in the test file', async () => {
    const train = `${positive}\t1\nNo link of @GENE$ and @DISEASE$.\t0\n`;
    const test = `index\tsentence\tlabel\n0\t${positive}\t1\n`;
    const files = { 're/re/GAD/train.tsv': train, 're/re/GAD/test.tsv': test };
    const read = await readPart('GAD', 'train', files);
    assert.deepEqual(
      read.records.map((record) => relationsOf(record)),
      [['association(@GENE$, @DISEASE$)'], []],
    );
    const tested = await readPart('GAD', 'test', files);
    assert.deepEqual([tested.records.length, tested.problems.length], [1, 0]);
  });

  it('names rows without markers or label', async () => {
    const file = `${positive}\t2\nnothing here\t1\n${positive}\t1\nThe @GE`;
    const { records, problems } = await readPart('GAD', 'train', { 're/re/GAD/train.tsv': file });
    assert.deepEqual([records.length, codes(problems)], [1, ['unknown-label@1', 'markers@2', 'truncated@4']]);
  });
});

describe('DDI-2013', () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<document id="D1">
<sentence id="D1.s0" text="Warfarin and aspirin tablets or solution interact.&#xa;">
<entity id="e0" charOffset="0-7" type="drug" text="Warfarin"/>
<entity id="e1" charOffset="13-19" type="drug" text="aspirin"/>
<entity id="e2" charOffset="13-19;32-39" type="drug_n" text="aspirin solution"/>
<pair id="p0" e1="e0" e2="e1" ddi="true" type="effect"/>
<pair id="p1" e1="e0" e2="e2" ddi="false"/>
</sentence></document>`;
  const place = 'DDICorpus/Train/MedLine/one_ddi.xml';
  const zip = zipSync({ [place]: strToU8(xml), 'DDICorpus/Test/x.xml': strToU8('<no') });

  for (const [what, files] of [
    ['zip', { 're/re/DDI2013/DDICorpus-2013.zip': zip }],
    ['folder', { [`re/re/DDI2013/${place}`]: xml }],
  ] as const) {
    it(`is read from its ${what}`, async () => {
      const { records, problems } = await readPart('DDI-2013', 'train', files);
      assert.deepEqual(problems, []);
      assert.deepEqual(mentionsOf(records[0]), [
        'drug: Warfarin',
        'drug: aspirin',
        'drug_n: aspirin … solution',
      ]);
      assert.deepEqual(relationsOf(records[0]), ['effect(Warfarin, aspirin)']);
      assert.equal(records[0]?.document, 'D1');
    });
  }

  it('a truncated archive is named', async () => {
    const { records, problems } = await readPart('DDI-2013', 'train', {
      're/re/DDI2013/DDICorpus-2013.zip': zip.subarray(0, zip.length / 2),
    });
    assert.deepEqual([records.length, codes(problems)], [0, ['truncated@1']]);
  });

  it('a span outside its sentence is named with its line', async () => {
    const { problems } = await readPart('DDI-2013', 'train', {
      [`re/re/DDI2013/${place}`]: xml.replace('charOffset="0-7"', 'charOffset="0-700"'),
    });
    assert.deepEqual(codes(problems), ['span-outside-text@4', 'relation-without-mention@7']);
  });
});

describe('PHEE', () => {
  const sentence = (event: object, id = '88_1'): string =>
    `${JSON.stringify({
      id,
      context: 'Rash and fever after oral sulfa treatment.',
      annotations: [{ events: [{ event_id: 'E1', ...event }] }],
    })}\n`;
  const event = {
    event_type: 'Adverse_event',
    Effect: { text: [['Rash'], ['fever']], start: [[0], [9]], entity_id: ['T1', 'T2'] },
    Treatment: {
      text: [['oral sulfa']],
      start: [[21]],
      entity_id: ['T3'],
      Drug: { text: [['sulfa']], start: [[26]], entity_id: ['T4'] },
    },
  };

  it('relates a treatment with each of its effects', async () => {
    const file = sentence(event);
    const { records, problems } = await readPart('PHEE', 'dev', { 'ner/ner/PHEE/dev.json': file });
    assert.deepEqual(problems, []);
    assert.equal(records[0]?.document, '88');
    assert.deepEqual(mentionsOf(records[0]), [
      'Treatment: oral sulfa',
      'Drug: sulfa',
      'Effect: Rash',
      'Effect: fever',
    ]);
    assert.deepEqual(relationsOf(records[0]), [
      'Adverse_event(oral sulfa, Rash)',
      'Adverse_event(oral sulfa, fever)',
    ]);
  });

  it('names what does not fit', async () => {
    const off = sentence({ ...event, Effect: { text: [['Rash']], start: [[3]], entity_id: ['T1'] } });
    const { problems } = await readPart('PHEE', 'dev', {
      'ner/ner/PHEE/dev.json': `${off}[]\n${sentence(event)}`,
    });
    assert.deepEqual(codes(problems), ['words-differ@1', 'relation-without-mention@1', 'phee@2']);
  });

  it('names an argument of another shape, and keeps the others', async () => {
    const file = sentence({ ...event, Subject: 'a man', Effect: { text: ['Rash'], start: [0] } });
    const { records, problems } = await readPart('PHEE', 'dev', { 'ner/ner/PHEE/dev.json': file });
    assert.deepEqual(
      problems.map(({ code, line, message }) => `${code}@${line}: ${message}`),
      ['phee@1: an argument that is none: Subject', 'phee@1: an argument that is none: Effect'],
    );
    assert.deepEqual(mentionsOf(records[0]), ['Treatment: oral sulfa', 'Drug: sulfa']);
  });
});
