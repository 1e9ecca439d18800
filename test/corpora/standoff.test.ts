import assert from 'node:assert/strict';
import { codes, mentionsOf, readPart, relationsOf } from './folders.js';

const folder = 'ner/ner/MACCROBAT2020';
const text = 'A man had severe palpitations.\nAn ECG was normal.\n';
const ann = [
  'T1\tSex 2 5\tman',
  'T2\tSign_symptom 17 29\tpalpitations',
  'E1\tSign_symptom:T2 ',
  'T3\tSeverity 10 16\tsevere',
  'R1\tMODIFY Arg1:T3 Arg2:E1\t',
  'T4\tDiagnostic_procedure 34 37\tECG',
  '*\tOVERLAP E1 T4',
].join('\n');

describe('MACCROBAT2020', () => {
  it('gives a document with its mentions; events stand for their triggers', async () => {
    const files = { [`${folder}/11.txt`]: text, [`${folder}/11.ann`]: ann };
    const { records, problems } = await readPart('MACCROBAT2020', 'train', files);
    assert.deepEqual(problems, []);
    assert.equal(records[0]?.document, '11');
    assert.deepEqual(mentionsOf(records[0]), [
      'Sex: man',
      'Sign_symptom: palpitations',
      'Severity: severe',
      'Diagnostic_procedure: ECG',
    ]);
    assert.deepEqual(relationsOf(records[0]), ['MODIFY(severe, palpitations)']);
  });

  it('documents whose PMID ends in 0 or 5 are the test part', async () => {
    const ids = ['100', '101', '104', '105', '109'];
    const files = Object.fromEntries(
      ids.flatMap((id) => [
        [`${folder}/${id}.txt`, text],
        [`${folder}/${id}.ann`, ann],
      ]),
    );
    const read = async (split: 'train' | 'test'): Promise<string[]> =>
      (await readPart('MACCROBAT2020', split, files)).records.map((record) => record.document);
    assert.deepEqual(await read('train'), ['101', '104', '109']);
    assert.deepEqual(await read('test'), ['100', '105']);
  });

  it('keeps discontinuous and overlapping mentions', async () => {
    const more = `${ann}\nT5\tSign_symptom 10 16;20 29\tsevere pitations\nT6\tSign_symptom 10 29\tsevere palpitations`;
    const files = { [`${folder}/11.txt`]: text, [`${folder}/11.ann`]: more };
    const { records, problems } = await readPart('MACCROBAT2020', 'train', files);
    assert.deepEqual(problems, []);
    assert.deepEqual(mentionsOf(records[0]).slice(-2), [
      'Sign_symptom: severe … pitations',
      'Sign_symptom: severe palpitations',
    ]);
  });

  for (const [what, line, expected] of [
    ['a span outside the text', 'T9\tSex 400 403\tman', 'span-outside-text@8'],
    ['other words at the span', 'T9\tSex 2 5\tboy', 'words-differ@8'],
    ['an unknown type', 'T9\tMood 2 5\tman', 'unknown-label@8'],
    ['a span out of order', 'T9\tSex 5 2\tman', 'span-order@8'],
    ['a relation of nothing', 'R9\tMODIFY Arg1:T3 Arg2:T99', 'relation-without-mention@8'],
    ['a line that is no standoff', 'hello', 'standoff@8'],
  ] as const) {
    it(`${what} is named and left out`, async () => {
      const files = { [`${folder}/11.txt`]: text, [`${folder}/11.ann`]: `${ann}\n${line}` };
      const { records, problems } = await readPart('MACCROBAT2020', 'train', files);
      assert.deepEqual(codes(problems), [expected]);
      assert.equal(problems[0]?.file, 'ner/MACCROBAT2020/11.ann');
      assert.equal(mentionsOf(records[0]).length, 4);
    });
  }

  it('a relation of a mention that was left out is named', async () => {
    const more = `${ann}\nT9\tMood 0 1\tA\nR9\tMODIFY Arg1:T3 Arg2:T9`;
    const files = { [`${folder}/11.txt`]: text, [`${folder}/11.ann`]: more };
    const { records, problems } = await readPart('MACCROBAT2020', 'train', files);
    assert.deepEqual(codes(problems), ['unknown-label@8', 'relation-without-mention@9']);
    assert.equal(relationsOf(records[0]).length, 1);
  });

  it('gold for another text costs the document; no text and another encoding are named', async () => {
    const { records, problems } = await readPart('MACCROBAT2020', 'train', {
      [`${folder}/11.txt`]: 'The horses were fed oats in the morning and hay at night, as usual.',
      [`${folder}/11.ann`]: ann,
      [`${folder}/12.ann`]: ann,
      [`${folder}/13.txt`]: Buffer.from(`${text} Ménière`, 'latin1'),
      [`${folder}/13.ann`]: ann,
      [`${folder}/14.txt`]: text,
      [`${folder}/14.ann`]: ann,
    });
    const named = problems.map(({ code, file }) => `${code} ${file.slice(-6)}`);
    assert.deepEqual(
      [...new Set(named)].filter((each) => !each.startsWith('words')),
      ['relation-without-mention 11.ann', 'other-text 11.ann', 'no-text 12.ann', 'encoding 13.txt'],
    );
    assert.deepEqual(
      records.map((record) => record.document),
      ['14'],
    );
  });
});

describe('JNLPBA', () => {
  it('is read from its standoff, each part from its folder', async () => {
    const { records } = await readPart('JNLPBA', 'test', {
      'ner/ner/JNLPBA/standoff/test/20.txt': 'NFAT in T cells.\nNone.',
      'ner/ner/JNLPBA/standoff/test/20.ann': 'T1\tprotein 0 4\tNFAT\nT2\tcell_type 8 15\tT cells\n',
    });
    assert.deepEqual(mentionsOf(records[0]), ['protein: NFAT', 'cell_type: T cells']);
  });
});
