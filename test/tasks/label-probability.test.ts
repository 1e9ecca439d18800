import assert from 'node:assert/strict';
import fc from 'fast-check';
import { labelProbability } from '../../server/src/tasks/label-probability.js';
import type { TokenLogprob } from '../../server/src/tasks/task.js';

/** A token with the probabilities of the alternatives; the first is the one chosen. */
function token(...top: [string, number][]): TokenLogprob {
  const entries = top.map(([text, p]) => ({ token: text, logprob: Math.log(p) }));
  const [chosen] = entries;
  assert.ok(chosen);
  return { ...chosen, top: entries };
}

const nli = ['entailment', 'neutral', 'contradiction'];
const cases: {
  name: string;
  tokens: TokenLogprob[];
  labels: string[];
  expected: Record<string, number> | undefined;
}[] = [
  {
    name: 'one token a label',
    tokens: [token(['neutral', 0.5], ['entailment', 0.3], ['contradiction', 0.2])],
    labels: nli,
    expected: { entailment: 0.3, neutral: 0.5, contradiction: 0.2 },
  },
  {
    name: 'other alternatives do not count',
    tokens: [token(['neutral', 0.4], ['Maybe', 0.5], ['contradiction', 0.1])],
    labels: nli,
    expected: { entailment: 0, neutral: 0.8, contradiction: 0.2 },
  },
  {
    name: 'leading spaces, case and slashes',
    tokens: [token([' /Neutral', 0.6], [' /Entailment', 0.2], ['contradiction', 0.2])],
    labels: nli,
    expected: { entailment: 0.2, neutral: 0.6, contradiction: 0.2 },
  },
  {
    name: 'a label in pieces inside JSON',
    tokens: [
      token(['{"label', 1]),
      token(['":', 1]),
      token([' "', 1]),
      token(['contr', 0.6], ['ent', 0.3], ['ne', 0.1]),
      token(['adiction', 1]),
      token(['"}', 1]),
    ],
    labels: nli,
    expected: { entailment: 0.3, neutral: 0.1, contradiction: 0.6 },
  },
  {
    name: 'labels that share a first token',
    tokens: [token(['Tr', 0.9], ['Te', 0.05], ['none', 0.05]), token(['IP', 0.6], ['AP', 0.4])],
    labels: ['TrIP', 'TrAP', 'TeRP', 'none'],
    expected: { TrIP: 0.54, TrAP: 0.36, TeRP: 0.05, none: 0.05 },
  },
  {
    name: 'a label of two words',
    tokens: [token(['No', 0.7], ['TrAP', 0.3]), token([' Relations', 1])],
    labels: ['TrAP', 'No Relations'],
    expected: { TrAP: 0.3, 'No Relations': 0.7 },
  },
  {
    name: 'the chosen token counts though it is not among the alternatives',
    tokens: [
      { token: 'neutral', logprob: Math.log(0.5), top: [{ token: 'entailment', logprob: Math.log(0.5) }] },
    ],
    labels: nli,
    expected: { entailment: 0.5, neutral: 0.5, contradiction: 0 },
  },
  { name: 'no label', tokens: [token(['yes', 1])], labels: nli, expected: undefined },
  { name: 'a longer word', tokens: [token(['neutrality', 1])], labels: nli, expected: undefined },
  {
    name: 'the end of a word',
    tokens: [token(['un', 1]), token(['neutral', 1])],
    labels: ['neutral'],
    expected: undefined,
  },
  { name: 'no tokens', tokens: [], labels: nli, expected: undefined },
  {
    name: 'no alternatives',
    tokens: [{ token: 'neutral', logprob: -0.1, top: [] }],
    labels: nli,
    expected: undefined,
  },
  { name: 'no labels', tokens: [token(['neutral', 1])], labels: [], expected: undefined },
];

describe('label probability', () => {
  for (const { name, tokens, labels, expected } of cases) {
    it(name, () => {
      const found = labelProbability(tokens, labels);
      assert.equal(found === undefined, expected === undefined);
      for (const [label, probability] of Object.entries(expected ?? {})) {
        assert.ok(
          Math.abs((found?.get(label) ?? NaN) - probability) < 1e-9,
          `${label}: ${found?.get(label)}`,
        );
      }
    });
  }

  it('adds up to one, whatever the tokens', () => {
    const entry = fc.record({
      token: fc.oneof(
        fc.constantFrom('neutral', ' ent', 'ailment', 'contradiction', 'con', '"', 'n', ''),
        fc.string(),
      ),
      logprob: fc.double({ min: -20, max: 0, noNaN: true }),
    });
    const tokens = fc.array(fc.record({ token: entry, top: fc.array(entry, { maxLength: 4 }) }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(tokens, (list) => {
        const found = labelProbability(
          list.map(({ token: chosen, top }) => ({ ...chosen, top })),
          nli,
        );
        if (found === undefined) return;
        const sum = [...found.values()].reduce((total, p) => total + p, 0);
        assert.ok(Math.abs(sum - 1) < 1e-6, String(sum));
      }),
    );
  });
});
