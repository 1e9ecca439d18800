import assert from 'node:assert/strict';
import { codes, mentionsOf, readPart, relationsOf } from './folders.js';

// All of this is invented: the layout is that of the challenges, the text is not.
const text = 'Discharge Summary\nHe was given  aspirin for chest pain .\nNo fever .\n';
const capitals = 'Discharge Summary\nASPIRIN for Chest Pain .\n';
const base = 'i2b2-2010/concept_assertion_relation_training_data';
const files = {
  [`${base}/beth/txt/r1.txt`]: text,
  [`${base}/beth/concept/r1.con`]: [
    'c="aspirin" 2:3 2:3||t="treatment"',
    'c="chest pain" 2:5 2:6||t="problem"',
    'c="fever" 3:1 3:1||t="problem"',
  ].join('\n'),
  [`${base}/beth/ast/r1.ast`]: [
    'c="chest pain" 2:5 2:6||t="problem"||a="present"',
    'c="fever" 3:1 3:1||t="problem"||a="absent"',
  ].join('\n'),
  [`${base}/beth/rel/r1.rel`]: 'c="aspirin" 2:3 2:3||r="TrAP"||c="chest pain" 2:5 2:6\n',
};

describe('i2b2-2010', () => {
  it('gives concepts with assertions, and relations, from lines and tokens', async () => {
    const { records, problems } = await readPart('i2b2-2010', 'train', files);
    // The other site's folder is not there.
    assert.deepEqual(codes(problems), ['missing@1']);
    assert.deepEqual(mentionsOf(records[0]), ['treatment: aspirin', 'problem: chest pain', 'problem: fever']);
    assert.deepEqual(relationsOf(records[0]), ['TrAP(aspirin, chest pain)']);
    assert.ok(records[0]?.kind === 'annotated');
    assert.deepEqual(
      records[0].mentions.map(({ assertion }) => assertion),
      [undefined, 'present', 'absent'],
    );
  });

  it('finds concepts that are capitalised in the text: the files write them in lower case', async () => {
    const { records, problems } = await readPart('i2b2-2010', 'test', {
      'i2b2-2010/test_data/r1.txt': capitals,
      'i2b2-2010/reference_standard_for_test_data/concepts/r1.con':
        'c="aspirin" 2:0 2:0||t="treatment"\nc="chest pain" 2:2 2:3||t="problem"\n',
      'i2b2-2010/reference_standard_for_test_data/rel/r1.rel':
        'c="aspirin" 2:0 2:0||r="TrAP"||c="chest pain" 2:2 2:3\n',
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(mentionsOf(records[0]), ['treatment: ASPIRIN', 'problem: Chest Pain']);
    assert.deepEqual(relationsOf(records[0]), ['TrAP(ASPIRIN, Chest Pain)']);
  });

  it('the test part has a layout of its own', async () => {
    const { records } = await readPart('i2b2-2010', 'test', {
      'i2b2-2010/test_data/r1.txt': text,
      'i2b2-2010/reference_standard_for_test_data/concepts/r1.con': 'c="fever" 3:1 3:1||t="problem"',
    });
    assert.deepEqual(mentionsOf(records[0]), ['problem: fever']);
  });

  it('names places beyond the text, other words, broken lines and missing gold', async () => {
    const { records, problems } = await readPart('i2b2-2010', 'train', {
      ...files,
      [`${base}/partners/txt/r2.txt`]: text,
      [`${base}/partners/concept/r2.con`]: [
        'c="aspirin" 2:3 2:3||t="treatment"',
        'c="chest pain" 2:5 2:6||t="problem"',
        'c="fever" 9:1 9:1||t="problem"',
        'c="cough" 3:1 3:1||t="problem"',
        'c="fever" 3:1||t="problem"',
        'c="He" 2:0 2:0||t="person"',
      ].join('\n'),
      [`${base}/partners/txt/r3.txt`]: text,
    });
    assert.deepEqual(codes(problems), [
      'i2b2@5',
      'span-outside-text@3',
      'words-differ@4',
      'unknown-label@6',
      'no-gold@1',
    ]);
    assert.equal(records.length, 2);
  });
});

describe('i2b2-2012', () => {
  const xml = (shift: number, more = ''): string => `<?xml version="1.0" encoding="UTF-8" ?>
<ClinicalNarrativeTemporalAnnotation>
<TEXT><![CDATA[
Admitted on 2001-02-03 with fever & chills .
]]></TEXT>
<TAGS>
<EVENT id="E0" start="${1 + shift}" end="${9 + shift}" text="Admitted" modality="FACTUAL" polarity="POS" type="OCCURRENCE" />
<EVENT id="E1" start="${29 + shift}" end="${34 + shift}" text="fever" modality="FACTUAL" polarity="POS" type="PROBLEM" />
<TIMEX3 id="T0" start="${13 + shift}" end="${23 + shift}" text="2001-02-03" type="DATE" val="2001-02-03" mod="NA" />
<TLINK id="TL0" fromID="E0" fromText="Admitted" toID="T0" toText="2001-02-03" type="SIMULTANEOUS" />
<TLINK id="Sectime1" fromID="E1" fromText="fever" toID="S0" toText="ADMISSION" type="BEFORE" />${more}
</TAGS>
</ClinicalNarrativeTemporalAnnotation>`;
  const place = 'i2b2-2012/2012-07-15.original-annotation.release/1.xml';

  for (const shift of [0, 1]) {
    it(`counts characters from ${shift}, as the release does`, async () => {
      const { records, problems } = await readPart('i2b2-2012', 'train', { [place]: xml(shift) });
      assert.deepEqual(problems, []);
      assert.deepEqual(mentionsOf(records[0]), [
        'OCCURRENCE: Admitted',
        'PROBLEM: fever',
        'DATE: 2001-02-03',
      ]);
      assert.deepEqual(relationsOf(records[0]), ['SIMULTANEOUS(Admitted, 2001-02-03)']);
    });
  }

  it('names a span outside the text and XML that is broken', async () => {
    const outside = '\n<EVENT id="E9" start="900" end="910" text="x" type="TEST" />';
    const { records, problems } = await readPart('i2b2-2012', 'train', {
      [place]: xml(0, outside),
      [place.replace('1.xml', '2.xml')]: xml(0).replace('</TAGS>', ''),
    });
    assert.equal(records.length, 1);
    assert.deepEqual(codes(problems).slice(0, 2), ['span-outside-text@12', 'not-well-formed@13']);
  });
});
