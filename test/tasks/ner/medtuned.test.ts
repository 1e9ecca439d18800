import assert from 'node:assert/strict';
import fc from 'fast-check';
import { medtunedNerCalls } from '../../../server/src/tasks/ner/medtuned.js';
import { nerCalls } from '../../../server/src/tasks/ner/ner.js';
import { prompted } from '../prompted.js';
import { biomedicalSchema, clinicalSchema } from '../../../server/src/tasks/schemas.js';
import { firstCall, profileOf, replyOf, schemaOf, spelled, summary } from './replies.js';

const medtuned = profileOf('medtuned');

describe('entities with MedTuned models: prompts', () => {
  it('asks for one type a call, in the evaluation wrapper', () => {
    const calls = nerCalls({ text: 'Lesions of 11p15.5, twice.' }, biomedicalSchema, medtuned);
    assert.equal(calls.length, biomedicalSchema.entities.length);
    const { prompt } = prompted(calls[0]);
    assert.match(prompt.prefix, /^### Instruction:\n[^\n]*disease[^\n]*\n\n### Input:\n$/);
    assert.equal(prompt.input, 'Lesions of 11p15 . 5 , twice .\n\n### Output:\n');
    assert.equal(prompt.mode, 'raw');
    assert.deepEqual(prompt.stop, ['###', '\n\n']);
  });

  it('asks for the types that the model learned, and for no others', () => {
    const learned = profileOf('medtuned', { entityTypes: [['problem', 'test', 'treatment'], ['disease']] });
    assert.equal(nerCalls({ text: 'x' }, clinicalSchema, learned).length, 1);
    assert.equal(nerCalls({ text: 'x' }, biomedicalSchema, learned).length, 1);
    assert.equal(nerCalls({ text: 'x' }, schemaOf('species'), learned).length, 0);
  });

  it('asks for the types of i2b2 2012 together, by typed tags', () => {
    const calls = nerCalls({ text: 'x' }, clinicalSchema, medtuned);
    assert.equal(calls.length, 4);
    assert.match(prompted(calls[0]).prompt.prefix, /PROBLEM, TREATMENT, TEST/);
  });

  it('has the training wrapper too', () => {
    const [call] = medtunedNerCalls('no pain', schemaOf('disease'), 'training');
    const { prefix = '', input = '', version = '' } = call?.prompt ?? {};
    assert.match(prefix + input, /^### Instruction: [^\n]+ ### Input: no pain ### Output:$/);
    assert.notEqual(
      version,
      medtunedNerCalls('no pain', schemaOf('disease'), 'evaluation')[0]?.prompt.version,
    );
  });
});

describe('entities with MedTuned models: replies', () => {
  const sentence = 'Lesions, old, of 11p15.5 in lungs: none';
  const right =
    'Lesions : B\n, : O\nold : O\n, : O\nof : O\n11p15 : O\n. : O\n5 : O\nin : O\nlungs : O\n: : O\nnone : O';
  const cases: Record<string, { reply: string; mentions: string[]; problems?: string }> = {
    'as asked for': { reply: right, mentions: ['Lesions/disease@0'] },
    'B, I, I': {
      reply: right.replace('Lesions : B\n, : O\nold : O', 'Lesions : B\n, : I\nold : I'),
      mentions: ['Lesions, old/disease@0'],
    },
    'commas dropped': {
      reply: right.replaceAll('\n, : O', '').replace('old : O', 'old : I'),
      mentions: ['Lesions, old/disease@0'],
      problems: 'misaligned×2',
    },
    'merged tokens': {
      reply: right
        .replace('\n, : O\nold : O', '\n, old : B')
        .replace('11p15 : O\n. : O\n5 : O', '11 : B\np15.5 : I'),
      mentions: ['Lesions/disease@0', 'old/disease@9', '11p15.5/disease@17'],
    },
    'split tokens': {
      reply: right.replace('Lesions : B', 'Les : B\nions : I').replace('lungs : O', 'lu : B\nngs : I'),
      mentions: ['Lesions/disease@0', 'lungs/disease@28'],
    },
    'several on a line': { reply: right.replaceAll('\n', ' '), mentions: ['Lesions/disease@0'] },
    'no space before the colon': { reply: right.replaceAll(' :', ':'), mentions: ['Lesions/disease@0'] },
    'typed tags where none were asked for': {
      reply: right.replace(': B', ': B-Disease'),
      mentions: ['Lesions/disease@0'],
    },
    'a run-on into another section': {
      reply: `${right}\n\n### Instruction: more\n### Output:\nold : B\nlungs : B`,
      mentions: ['Lesions/disease@0'],
    },
    'a run-on behind a blank line': {
      reply: `${right}\n \nlungs : B\nnone : B`,
      mentions: ['Lesions/disease@0'],
    },
    'blank lines before the answer': { reply: `\n\n${right}`, mentions: ['Lesions/disease@0'] },
    'a run-on into blank lines': { reply: `${right}${'\n'.repeat(500)}`, mentions: ['Lesions/disease@0'] },
    'words that are not there': {
      reply: `Here : O\nis : O\n${right}\nlungs : B`,
      mentions: ['Lesions/disease@0'],
      problems: 'misaligned×3',
    },
    'an unfinished answer': {
      reply: right.slice(0, right.indexOf('in : O')).trimEnd(),
      mentions: ['Lesions/disease@0'],
      problems: 'misaligned×4',
    },
    prose: { reply: 'There are no diseases.', mentions: [], problems: 'misaligned×12' },
    nothing: { reply: '\n\n', mentions: [], problems: 'empty×1' },
  };
  for (const [name, { reply, mentions, problems }] of Object.entries(cases)) {
    it(name, () => {
      const reading = firstCall(sentence, schemaOf('disease'), medtuned).read(replyOf(reply));
      assert.deepEqual(summary(reading), [mentions, problems ?? '']);
    });
  }

  it('what is missing inside a mention ends it, unless it is punctuation', () => {
    const read = (reply: string): unknown =>
      summary(firstCall('acute renal failure', schemaOf('disease'), medtuned).read(replyOf(reply)))[0];
    assert.deepEqual(read('acute : B\nrenal : I\nfailure : I'), ['acute renal failure/disease@0']);
    assert.deepEqual(read('acute : B\nfailure : I'), ['acute/disease@0', 'failure/disease@12']);
  });

  it('typed tags', () => {
    const reading = firstCall('MRI showed pain', clinicalSchema, medtuned).read(
      replyOf('MRI : B-TEST\nshowed : B-EVIDENTIAL\npain : B-PROBLEM'),
    );
    assert.deepEqual(summary(reading), [['MRI/test@0', 'pain/problem@11'], 'unknown-label×1']);
  });

  it('a run-on that was cut is no cut answer', () => {
    const call = firstCall('pain', schemaOf('disease'), medtuned);
    assert.equal(summary(call.read(replyOf('pain : B\n### In', { finish: 'length' })))[1], '');
    assert.equal(summary(call.read(replyOf('pain', { finish: 'length' })))[1], 'cut×1 misaligned×1');
  });

  it('confidence is the label’s probability among the labels', () => {
    const reply = spelled('pain', ' :', [' B', 0.6, [' O', 0.2], [' x', 0.2]], '\n');
    const [mention] = firstCall('pain', schemaOf('disease'), medtuned).read(reply).value;
    assert.equal(mention?.confidence?.toFixed(3), '0.750');
  });

  it('never throws, and places nothing outside the sentence', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('Lesions : B\n', ' : I', ', : O\n', '\n', '###', 'lungs'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { value } = firstCall(sentence, schemaOf('disease'), medtuned).read(replyOf(pieces.join('')));
        for (const { text, at } of value) assert.equal(text, sentence.slice(at?.start, at?.end));
      }),
    );
  });
});
