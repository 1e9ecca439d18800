import assert from 'node:assert/strict';
import { codes, mentionsOf, readPart } from './folders.js';

const place = 'ner/ner/BC5CDR/train.tsv';
const sentence = (lines: readonly string[]): string => `${lines.join('\n')}\n\n`;
const good = sentence([
  'Naloxone\tB-Chemical',
  'reverses\tO',
  'low\tB-Disease',
  'pressure\tI-Disease',
  '.\tO',
]);

describe('IOB corpora', () => {
  it('give a record for each sentence, its text put together and its spans kept', async () => {
    const { records, problems } = await readPart('BC5CDR', 'train', { [place]: good + good });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      records.map(({ id }) => id),
      ['BC5CDR/train/1', 'BC5CDR/train/7'],
    );
    const [first] = records;
    assert.equal(first?.kind === 'annotated' ? first.text : '', 'Naloxone reverses low pressure.');
    assert.deepEqual(mentionsOf(first), ['Chemical: Naloxone', 'Disease: low pressure']);
  });

  it('read the last sentence without an empty line behind it, and Windows line ends', async () => {
    const file = good.trimEnd().replaceAll('\n', '\r\n');
    const { records, problems } = await readPart('BC5CDR', 'train', { [place]: file });
    assert.deepEqual([records.length, problems.length], [1, 0]);
  });

  it('tell apart mentions that stand side by side', async () => {
    const file = sentence(['aspirin\tB-Chemical', 'heparin\tB-Chemical', 'rash\tB-Disease']);
    const { records } = await readPart('BC5CDR', 'train', { [place]: file });
    assert.deepEqual(mentionsOf(records[0]), ['Chemical: aspirin', 'Chemical: heparin', 'Disease: rash']);
  });

  it('S800: tags without a type mean a species', async () => {
    const file = sentence(['Escherichia\tB', 'coli\tI', 'grew\tO']);
    const { records } = await readPart('S800', 'dev', { 'ner/ner/S800/devel.tsv': file });
    assert.deepEqual(mentionsOf(records[0]), ['Species: Escherichia coli']);
  });

  it('a mention that starts with I- is read as one that begins there, and named', async () => {
    const file = sentence(['severe\tO', 'rash\tI-Disease', 'aspirin\tI-Chemical']);
    const { records, problems } = await readPart('BC5CDR', 'train', { [place]: file });
    assert.deepEqual(mentionsOf(records[0]), ['Disease: rash', 'Chemical: aspirin']);
    assert.deepEqual(codes(problems), ['starts-with-i@2', 'starts-with-i@3']);
  });

  for (const [what, bad, expected] of [
    ['an unknown label', 'rash\tB-Sign', 'unknown-label@8'],
    ['a tag that is none', 'rash\tX', 'unknown-label@8'],
    ['a token without a tag', 'rash', 'no-tag@8'],
    ['an empty token', '\tO', 'no-tag@8'],
  ] as const) {
    it(`${what}: the sentence is named and left out, and the next one is read`, async () => {
      const file = good + sentence(['severe\tO', bad, '.\tO']) + good;
      const { records, problems } = await readPart('BC5CDR', 'train', { [place]: file });
      assert.deepEqual(codes(problems), [expected]);
      assert.equal(problems[0]?.file, 'ner/BC5CDR/train.tsv');
      assert.equal(records.length, 2);
    });
  }

  for (const cut of ['a\tO\nras', 'a\tO\nrash\tB-Dis']) {
    it(`a file that ends in “${cut.slice(4)}” is named as truncated`, async () => {
      const { records, problems } = await readPart('BC5CDR', 'train', { [place]: good + cut });
      assert.deepEqual([records.length, codes(problems)], [1, ['truncated@8']]);
    });
  }

  it('bytes that are not UTF-8 cost their sentence only', async () => {
    const latin = Buffer.from('Ménière\tB-Disease\n\n', 'latin1');
    const file = Buffer.concat([Buffer.from(good), latin, Buffer.from(good)]);
    const { records, problems } = await readPart('BC5CDR', 'train', { [place]: file });
    assert.deepEqual([records.length, codes(problems)], [2, ['encoding@7']]);
  });

  it('a file in UTF-16 is named once', async () => {
    const file = Buffer.from(`\ufeff${good.repeat(3)}`, 'utf16le');
    const { records, problems } = await readPart('BC5CDR', 'train', { [place]: file });
    assert.deepEqual([records.length, codes(problems)], [0, ['encoding@1']]);
  });

  it('a file that is not there is one problem', async () => {
    const { problems } = await readPart('BC5CDR', 'test', { [place]: good });
    assert.deepEqual(codes(problems), ['missing@1']);
  });

  it('a folder in the place of a file is named', async () => {
    const { problems } = await readPart('BC5CDR', 'train', { [`${place}/x`]: '' });
    assert.deepEqual(codes(problems), ['unreadable@1']);
  });

  it('are found where only the archive’s content was unpacked', async () => {
    const { records } = await readPart('BC5CDR', 'train', { 'BC5CDR/train.tsv': good });
    assert.equal(records.length, 1);
  });
});
