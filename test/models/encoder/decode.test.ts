import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode } from '../../../server/src/models/encoder/decode.js';
import { tagRules } from '../../../server/src/models/encoder/tag-scheme.js';

/** Scores of words, each a list of tags with their probabilities; what is not named is next to impossible. */
function scoresOf(labels: readonly string[], ...words: Record<string, number>[]): Float64Array[] {
  return words.map((word) => Float64Array.from(labels, (label) => Math.log(word[label] ?? 1e-9)));
}

function runsOf(labels: readonly string[], ...words: Record<string, number>[]): string[] {
  return decode(scoresOf(labels, ...words), tagRules(labels)).map(
    ({ type, from, to, probability }) => `${type} ${from}-${to} ${probability.toFixed(2)}`,
  );
}

const bio = ['O', 'B-problem', 'I-problem', 'B-test', 'I-test'];

describe('decoding of tags', () => {
  it('joins the words of an entity, as certain as its least certain word among the labellings that may be', () => {
    const words = [{ 'B-problem': 0.9, O: 0.1 }, { 'I-problem': 0.6, O: 0.4 }, { O: 1 }];
    assert.deepEqual(runsOf(bio, ...words), ['problem 0-1 0.57']);
  });

  it('lets nothing go on that did not begin', () => {
    assert.deepEqual(runsOf(bio, { 'I-problem': 0.7, 'B-problem': 0.3 }), ['problem 0-0 1.00']);
    assert.deepEqual(runsOf(bio, { 'B-test': 1 }, { 'I-problem': 0.6, 'I-test': 0.4 }), ['test 0-1 1.00']);
  });

  it('keeps two entities of one type apart where the second begins', () => {
    assert.deepEqual(runsOf(bio, { 'B-test': 1 }, { 'B-test': 1 }), ['test 0-0 1.00', 'test 1-1 1.00']);
  });

  it('lets two entities of a type not touch where the model says that they never do', () => {
    const words = [{ 'B-problem': 1 }, { 'B-problem': 0.9, 'I-problem': 0.1 }];
    const scores = scoresOf(bio, ...words, { 'B-test': 1 }, { 'B-test': 1 });
    const runs = decode(scores, tagRules(bio, ['problem']));
    assert.deepEqual(
      runs.map(({ type, from, to }) => `${type} ${from}-${to}`),
      ['problem 0-1', 'test 2-2', 'test 3-3'],
    );
  });

  it('takes every run of a type for an entity where labels know no beginning', () => {
    for (const labels of [
      ['O', 'I-drug'],
      ['O', 'drug'],
    ]) {
      const drug = { [labels[1] ?? '']: 1 };
      assert.deepEqual(runsOf(labels, drug, drug, { O: 1 }, drug), ['drug 0-1 1.00', 'drug 3-3 1.00']);
    }
  });

  for (const [last, only] of ['LU', 'ES']) {
    it(`closes what begins where labels have ${last} and ${only}`, () => {
      const labels = ['O', 'B-drug', 'I-drug', `${last}-drug`, `${only}-drug`];
      assert.deepEqual(
        runsOf(labels, { 'B-drug': 0.8, [`${only}-drug`]: 0.2 }, { 'I-drug': 0.6, [`${last}-drug`]: 0.4 }),
        ['drug 0-1 1.00'],
      );
      assert.deepEqual(runsOf(labels, { 'B-drug': 0.9, [`${only}-drug`]: 0.1 }, { O: 1 }), ['drug 0-0 1.00']);
    });
  }

  it('finds the best labelling of all, with its words in order and probabilities from 0 to 1', () => {
    const labels = ['O', 'B-a', 'I-a', 'B-b'];
    const rules = tagRules(labels);
    const word = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const scores = words.map((each) => Float64Array.from(each));
        const runs = decode(scores, rules);
        const said = words.map((_, at) => {
          const run = runs.find(({ from, to }) => from <= at && at <= to);
          return run === undefined ? 0 : labels.indexOf(`${run.from === at ? 'B' : 'I'}-${run.type}`);
        });
        const best = Math.max(...labellings(words.length).map((each) => totalOf(words, each)));
        assert.ok(Math.abs(totalOf(words, said) - best) < 1e-6);
        assert.ok(runs.every(({ probability }) => probability > 0 && probability <= 1 + 1e-9));
      }),
    );
  });
});

/** All labellings of so many words in which `I-a` (2) follows `B-a` (1) or itself. */
function labellings(words: number): number[][] {
  if (words === 0) return [[]];
  return labellings(words - 1).flatMap((start) =>
    [0, 1, 2, 3]
      .filter((tag) => tag !== 2 || [1, 2].includes(start.at(-1) ?? 0))
      .map((tag) => [...start, tag]),
  );
}

function totalOf(words: readonly number[][], labelling: readonly number[]): number {
  return labelling.reduce((sum, tag, at) => sum + (words[at]?.[tag] ?? -Infinity), 0);
}
