import assert from 'node:assert/strict';
import { codes, readPart, type Files } from './folders.js';

// Invented texts; the form is that of the corpus, uneven spaces included.
const files: Files = {
  'hoc/test_pmid.tsv': '1001.txt,1002.txt',
  'hoc/text/1001.txt': 'Cells ( of mice ) died .\nThey grew .\nNothing else was seen .\n',
  'hoc/labels/1001.txt':
    '<  Resisting cell death--Apoptosis ANDSustaining proliferative signaling--Receptors--' +
    '<Resisting cell death--< ',
  'hoc/text/1002.txt': 'Mice were weighed .\n',
  'hoc/labels/1002.txt': '<NULL ',
};
/** What is wrong with these files if some are others; `undefined` for one that is not there. */
const problemsOf = async (other: Readonly<Record<string, string | Uint8Array | undefined>>) => {
  const present = Object.entries({ ...files, ...other }).filter(
    (each): each is [string, string | Uint8Array] => each[1] !== undefined,
  );
  return readPart('HoC', 'test', Object.fromEntries(present));
};

describe('HoC', () => {
  it('gives each abstract the hallmarks of its sentences, or none', async () => {
    const { records, problems } = await readPart('HoC', 'test', files);
    assert.deepEqual(problems, []);
    assert.deepEqual(records, [
      {
        ...{ kind: 'classified', id: 'HoC/test/1001', source: 'HoC', split: 'test', document: '1001' },
        text: 'Cells (of mice) died. They grew. Nothing else was seen.',
        labels: ['sustaining proliferative signaling', 'resisting cell death'],
      },
      {
        ...{ kind: 'classified', id: 'HoC/test/1002', source: 'HoC', split: 'test', document: '1002' },
        text: 'Mice were weighed.',
        labels: [],
      },
    ]);
  });

  it('is read where an archive of the repository and the lists were unpacked', async () => {
    const base = 'hoc/Hallmarks-of-Cancer-master';
    const { records, problems } = await readPart('HoC', 'dev', {
      'hoc/data_generation/indexing/HoC/dev_pmid.tsv': '7.txt\n',
      [`${base}/text/7.txt`]: 'It spread .\r\n',
      [`${base}/labels/7.txt`]: '<Activating invasion and metastasis--\r\n',
    });
    assert.deepEqual(problems, []);
    assert.ok(records[0]?.kind === 'classified');
    assert.deepEqual(
      [records[0].text, records[0].labels],
      ['It spread.', ['activating invasion and metastasis']],
    );
  });

  const broken: [string, Parameters<typeof problemsOf>[0], string][] = [
    ['labels for fewer sentences', { 'hoc/labels/1001.txt': '< < ' }, 'labels@1'],
    ['labels that begin with something else', { 'hoc/labels/1001.txt': 'x< < < ' }, 'labels@1'],
    ['an unknown hallmark', { 'hoc/labels/1001.txt': '<Growing old--< < ' }, 'unknown-label@1'],
    ['no labels', { 'hoc/labels/1001.txt': undefined }, 'no-gold@1'],
    ['an empty text', { 'hoc/text/1001.txt': '\n' }, 'no-text@1'],
    ['no text', { 'hoc/text/1001.txt': undefined }, 'missing@1'],
    ['another encoding', { 'hoc/text/1001.txt': Buffer.from([0x41, 0xe9, 0x0a]) }, 'encoding@1'],
    ['a listed file elsewhere', { 'hoc/test_pmid.tsv': '../1001.txt,1002.txt' }, 'file-name@1'],
  ];
  for (const [name, other, code] of broken) {
    it(`leaves an abstract out and says why: ${name}`, async () => {
      const { records, problems } = await problemsOf(other);
      assert.deepEqual(codes(problems), [code]);
      assert.deepEqual(
        records.map(({ document }) => document),
        ['1002'],
      );
    });
  }

  it('asks for the list that says which abstracts are in a part', async () => {
    const { records, problems } = await problemsOf({ 'hoc/test_pmid.tsv': undefined });
    assert.deepEqual(records, []);
    assert.deepEqual(
      problems.map(({ file, code }) => [file, code]),
      [['hoc/test_pmid.tsv', 'missing']],
    );
    assert.match(problems[0]?.message ?? '', /BLURB/);
  });

  it('refuses a table of sentences, and names the form that is read', async () => {
    const { records, problems } = await readPart('HoC', 'test', {
      'hoc/test.tsv': 'index\tsentence\tlabels\n1_s0\tIt spread .\t\n',
    });
    assert.deepEqual(records, []);
    assert.deepEqual(codes(problems), ['unsupported@1']);
    assert.match(problems[0]?.message ?? '', /“text” and “labels”/);
  });

  it('names the folder that is not there', async () => {
    const { problems } = await readPart('HoC', 'test', { 'hoc/text/1.txt': 'x' });
    assert.deepEqual(
      problems.map(({ file, code }) => [file, code]),
      [['hoc/labels', 'missing']],
    );
  });
});
