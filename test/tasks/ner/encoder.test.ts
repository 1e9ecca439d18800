import assert from 'node:assert/strict';
import { encoderProfile } from '../../../server/src/models/profiles.js';
import { encoderNerCalls } from '../../../server/src/tasks/ner/encoder.js';
import type { EntityHead } from '../../../server/src/tasks/question.js';
import { clinicalSchema } from '../../../server/src/tasks/schemas.js';

const anatomy = [{ name: 'anatomy', types: ['anatomy'] }];
const ours: EntityHead = { name: 'of-notes', schema: 'clinical', labels: anatomy };
const any: EntityHead = { name: 'of-abstracts', labels: anatomy };

function headsFor(schema: string, heads: readonly EntityHead[]): readonly string[] {
  const profile = encoderProfile({ heads, labels: {}, embeds: false, thresholds: {} });
  const own = { ...clinicalSchema, name: schema, entities: [{ name: 'anatomy', description: '' }] };
  return encoderNerCalls('The left knee.', own, profile).flatMap(({ question }) =>
    question.kind === 'tags' ? question.heads : [],
  );
}

describe('the heads of an encoder that read a schema', () => {
  for (const heads of [
    [ours, any],
    [any, ours],
  ]) {
    it(`are those trained for it, else those for any, of ${heads.map(({ name }) => name).join(' and ')}`, () => {
      assert.deepEqual(headsFor('clinical', heads), ['of-notes']);
      assert.deepEqual(headsFor('mine', heads), ['of-abstracts']);
    });
  }

  it('are those trained for another schema where no other knows the types', () => {
    assert.deepEqual(headsFor('mine', [ours]), ['of-notes']);
  });
});

describe('the mentions that an encoder marks in a sentence', () => {
  const heads: readonly EntityHead[] = [
    { name: 'clinical', schema: 'clinical', labels: [{ name: 'test', types: ['test'] }] },
    { name: 'clinical-anatomy', schema: 'clinical', labels: anatomy },
  ];
  const text = 'Films of the right knee and MRI of anti-DNA.';

  function mentionsOf(...marked: readonly (readonly [words: string, label: string])[]): unknown {
    const profile = encoderProfile({ heads, labels: {}, embeds: false, thresholds: {} });
    const [call] = encoderNerCalls(text, clinicalSchema, profile);
    const mentions = marked.map(([words, label]) => {
      const start = text.indexOf(words);
      const head = label === 'anatomy' ? 'clinical-anatomy' : 'clinical';
      return { span: { start, end: start + words.length }, head, label, probability: 0.9 };
    });
    return call?.read({ kind: 'tags', mentions }).value.map((each) => [each.text, each.at]);
  }

  it('cross no body site', () => {
    assert.deepEqual(mentionsOf(['Films of the right', 'test'], ['right knee', 'anatomy']), [
      ['Films', { start: 0, end: 5 }],
      ['right knee', { start: 13, end: 23 }],
    ]);
  });

  it('have no loose end, and are no bare prefix', () => {
    assert.deepEqual(mentionsOf(['MRI of', 'test'], ['anti', 'test']), [['MRI', { start: 28, end: 31 }]]);
  });
});
