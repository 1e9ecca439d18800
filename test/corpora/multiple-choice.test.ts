import assert from 'node:assert/strict';
import { codes, readPart } from './folders.js';

const case1 = 'A man coughs. His chest is clear. Which drug helps?';
const medQa = (more: object = {}): string =>
  JSON.stringify({
    question: case1,
    answer: 'Codeine',
    options: { A: 'Codeine', B: 'Aspirin', C: 'Heparin', D: 'Iron' },
    meta_info: 'step1',
    answer_idx: 'A',
    ...more,
  });
const medMcqa = (more: object = {}): string =>
  JSON.stringify({
    id: 'x-1',
    question: 'Which vitamin is given for scurvy?',
    opa: 'A',
    opb: 'B12',
    opc: 'C',
    opd: 'D',
    cop: 3,
    exp: null,
    subject_name: 'Medicine',
    ...more,
  });

describe('questions with answers to choose from', () => {
  for (const place of [
    'medqa/data_clean/questions/US/4_options/phrases_no_exclude_test.jsonl',
    'medqa/questions/US/test.jsonl',
  ]) {
    it(`MedQA, as its authors publish it: ${place}`, async () => {
      const { records, problems } = await readPart('MedQA', 'test', { [place]: `${medQa()}\n` });
      assert.deepEqual(problems, []);
      const [record] = records;
      assert.ok(record?.kind === 'labelled');
      assert.equal(record.text, case1);
      assert.equal(record.question, 'Which drug helps?');
      assert.equal(record.label, 'A');
      assert.deepEqual(record.choices?.[3], { label: 'D', text: 'Iron' });
    });
  }

  it('MedMCQA, whose right answer is a number', async () => {
    const { records, problems } = await readPart('MedMCQA', 'dev', { 'medmcqa/dev.json': `${medMcqa()}\n` });
    assert.deepEqual(problems, []);
    const [record] = records;
    assert.ok(record?.kind === 'labelled');
    assert.deepEqual(
      [record.id, record.question, record.label],
      ['MedMCQA/dev/x-1', 'Which vitamin is given for scurvy?', 'C'],
    );
    assert.deepEqual(
      record.choices?.map(({ text }) => text),
      ['A', 'B12', 'C', 'D'],
    );
  });

  it('that cannot be told apart or have no right answer are named and left out', async () => {
    const lines = [
      medQa({ options: { A: 'Codeine', B: 'codeine ' } }),
      medQa({ options: { A: 'Codeine' } }),
      medQa({ answer_idx: 'E' }),
      medQa({ question: 7 }),
      'no JSON',
      medQa(),
    ];
    const { records, problems } = await readPart('MedQA', 'test', {
      'medqa/questions/US/test.jsonl': `${lines.join('\n')}\n`,
    });
    assert.equal(records.length, 1);
    assert.deepEqual(codes(problems), [
      'choices@1',
      'choices@2',
      'unknown-label@3',
      'choices@4',
      'not-json@5',
    ]);
    const other = await readPart('MedMCQA', 'dev', { 'medmcqa/dev.json': `${medMcqa({ cop: 5 })}\n` });
    assert.deepEqual(codes(other.problems), ['choices@1']);
  });

  it('are missing where nobody holds the files', async () => {
    const { problems } = await readPart('MedQA', 'test', {});
    assert.deepEqual(codes(problems), ['missing@1']);
  });
});
