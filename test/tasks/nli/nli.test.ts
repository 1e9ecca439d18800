import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nliLabels } from '../../../server/src/tasks/nli/judgement.js';
import type { Judgement } from '../../../server/src/tasks/nli/judgement.js';
import { nliCall } from '../../../server/src/tasks/nli/nli.js';
import { prompted } from '../prompted.js';
import fixture from '../../fixtures/starter-format.json' with { type: 'json' };
import type { PromptCall, Dialect, Reply, TokenLogprob } from '../../../server/src/tasks/task.js';

const premise = 'The patient has chest pain.';
const hypothesis = 'The patient denies chest pain.';

describe('NLI prompts', () => {
  it('gives the starter both statements as words apart', () => {
    const { prefix, input, mode, topLogprobs } = ask('starter').prompt;
    assert.equal(
      prefix + input,
      'Compare:\n The patient has chest pain .\n The patient denies chest pain .\nLabel:',
    );
    assert.equal(mode, 'raw');
    assert.equal(topLogprobs, 20);
  });

  for (const { text, hypothesis: second, prompt } of fixture.vectors) {
    if (second !== undefined) {
      it(`is the prompt that the starter was trained on: ${second}`, () => {
        const { prefix, input } = ask('starter', text, second).prompt;
        assert.equal(prefix + input, prompt);
      });
    }
  }

  it('gives medtuned its evaluation wrapper and the two sentences as they are', () => {
    const { prefix, input, stop } = ask('medtuned').prompt;
    assert.match(prefix, /^### Instruction:\n[^\n]+\n\n### Input:\n$/);
    assert.equal(input, `Sentence 1: ${premise}\nSentence 2: ${hypothesis}\n\n### Output:\n`);
    assert.deepEqual(stop, ['###', '\n\n']);
  });

  it('gives medtuned its training wrapper where the profile says so', () => {
    const profile = {
      dialect: 'medtuned',
      wrapper: 'training',
      contextLength: 4096,
    } as const;
    const { prefix, input } = prompted(nliCall(premise, hypothesis, { ...profile, explains: false })).prompt;
    assert.match(prefix, /^### Instruction: [^\n]+ ### Input:$/);
    assert.match(input, / ### Output:$/);
  });

  it('says the direction to instruct models, and holds them to the three labels', () => {
    const { prefix, input, format, mode } = ask('json').prompt;
    assert.match(prefix, /does the premise entail the hypothesis\?/);
    assert.ok(input.indexOf(premise) < input.indexOf(hypothesis));
    const { properties } = format as unknown as { properties: { label: { enum: unknown } } };
    assert.deepEqual(properties.label.enum, [...nliLabels]);
    assert.equal(mode, 'chat');
  });

  it('shows instruct models three examples, one of each label, in the form of the question', () => {
    const { prefix, input } = ask('json').prompt;
    const labels = [...prefix.matchAll(/^Premise: ".+"\nHypothesis: ".+"\n\{"label":"(.+)"\}$/gm)];
    assert.deepEqual(labels.map(([, label]) => label).sort(), [...nliLabels].sort());
    assert.match(input, /^Premise: ".+"\nHypothesis: ".+"\n/);
  });

  for (const dialect of ['json', 'medtuned', 'starter'] as const) {
    it(`bounds long statements and keeps them on their lines (${dialect})`, () => {
      const profile = { dialect, contextLength: 1024, explains: false };
      const lines = ask(dialect).prompt.input.split('\n').length;
      const long = nliCall('much\n### '.repeat(9_000), `no\r\n${'more '.repeat(9_000)}`, profile);
      const { input } = prompted(long).prompt;
      assert.ok(input.length < 2_000);
      assert.equal(input.split('\n').length, lines);
    });
  }
});

describe('NLI replies', () => {
  const cases: { dialect: Dialect; text: string; label: string | undefined }[] = [
    { dialect: 'json', text: '{"label": "contradiction"}', label: 'contradiction' },
    { dialect: 'json', text: '{"label": "Entailment"}', label: 'entailment' },
    { dialect: 'json', text: 'neutral', label: 'neutral' },
    { dialect: 'json', text: '{"label": "no contradiction"}', label: undefined },
    { dialect: 'json', text: '[]', label: undefined },
    { dialect: 'medtuned', text: ' Contradiction\n', label: 'contradiction' },
    { dialect: 'medtuned', text: 'Entailment### Instruction:', label: 'entailment' },
    { dialect: 'medtuned', text: 'There is no Contradiction', label: undefined },
    { dialect: 'starter', text: '/neutral', label: 'neutral' },
    { dialect: 'starter', text: ' /contradiction', label: 'contradiction' },
    { dialect: 'starter', text: '/TrAP', label: undefined },
    { dialect: 'starter', text: '', label: undefined },
  ];
  for (const { dialect, text, label } of cases) {
    it(`reads ${JSON.stringify(text)} as ${label ?? 'unusable'} (${dialect})`, () => {
      const { value, problems } = ask(dialect).read({ text, tokens: [], finish: 'stop' });
      assert.deepEqual(value, label && { label });
      assert.equal(problems.length, label === undefined ? 1 : 0);
    });
  }

  const likelihoods: { dialect: Dialect; text: string; tokens: TokenLogprob[]; probability: number }[] = [
    {
      dialect: 'starter',
      text: '/contradiction',
      tokens: [token({ '/contradiction': 0.6, '/none': 0.2, '/neutral': 0.15, '/entailment': 0.05 })],
      probability: 0.75,
    },
    {
      dialect: 'medtuned',
      text: 'Contradiction',
      tokens: [token({ Contr: 0.9, Neutral: 0.1 }), token({ adiction: 1 })],
      probability: 0.9,
    },
    {
      dialect: 'json',
      text: '{"label":"contradiction"}',
      tokens: [
        token({ '{"': 1 }),
        token({ label: 1 }),
        token({ '":"': 1 }),
        token({ contr: 0.8, ent: 0.2 }),
        token({ adiction: 1 }),
        token({ '"}': 1 }),
      ],
      probability: 0.8,
    },
  ];
  for (const { dialect, text, tokens, probability } of likelihoods) {
    it(`takes the probability from the label's log-probabilities (${dialect})`, () => {
      const { value } = ask(dialect).read({ text, tokens, finish: 'stop' });
      assert.equal(value?.label, 'contradiction');
      assert.ok(Math.abs(value.probability! - probability) < 1e-6);
    });
  }

  it('gives no probability where the model thought aloud before it answered', () => {
    const tokens = [token({ '<think>': 1 }), token({ neutral: 0.9, no: 0.1 })];
    const text = '<think>neutral? no</think>{"label":"contradiction"}';
    assert.deepEqual(ask('json').read({ text, tokens, finish: 'stop' }).value, { label: 'contradiction' });
  });

  it('takes the probability of the answer where the thoughts before it name a label too', () => {
    const tokens = [
      token({ 'It is ': 1 }),
      token({ neutral: 0.5, contradiction: 0.5 }),
      token({ '</think>': 1 }),
      token({ '{"label":"': 1 }),
      token({ contradiction: 0.9, neutral: 0.1 }),
      token({ '"}': 1 }),
    ];
    const text = 'It is neutral</think>{"label":"contradiction"}';
    const { value } = ask('json').read({ text, tokens, finish: 'stop' });
    assert.equal(value?.label, 'contradiction');
    assert.ok(Math.abs(value.probability! - 0.9) < 1e-6);
  });

  describe('of an engine without log-probabilities (json)', () => {
    const untold = (text: string): Reply => ({ text, tokens: [], finish: 'stop' });
    const resumed = (label: string): PromptCall<Judgement | undefined> | undefined =>
      ask('json').resume?.(untold(JSON.stringify({ label })));

    for (const [word, probability] of [
      ['certain', 0.95],
      ['probable', 0.75],
      ['unsure', 0.5],
    ] as const) {
      it(`count as ${probability} where the model calls them ${word}`, () => {
        const call = resumed('contradiction');
        const reply = untold(JSON.stringify({ certainty: word }));
        assert.deepEqual(call?.read(reply), { value: { label: 'contradiction', probability }, problems: [] });
        assert.ok(!('resume' in call));
      });
    }

    it('are asked for in words that the grammar holds the model to, behind the same beginning', () => {
      const [first, second] = [ask('json').prompt, resumed('entailment')?.prompt];
      assert.equal(second?.prefix, first.prefix);
      assert.ok(second.input.startsWith(first.input));
      assert.ok(second.input.includes('{"label":"entailment"}'));
      const { properties } = second.format as { properties: { certainty: { enum: unknown } } };
      assert.deepEqual(properties.certainty.enum, ['certain', 'probable', 'unsure']);
      assert.notEqual(second.version, first.version);
    });

    it('stay without a probability where the model does not say how sure it is', () => {
      for (const text of ['', '{}', '{"certainty": "very"}', '{"label": "contradiction"}']) {
        assert.deepEqual(resumed('contradiction')?.read(untold(text)), {
          value: { label: 'contradiction' },
          problems: [],
        });
      }
    });

    it('are not asked of a neutral pair, of a reply that cannot be read, or where probabilities came', () => {
      assert.equal(resumed('neutral'), undefined);
      assert.equal(resumed('maybe'), undefined);
      const told = { ...untold('{"label":"contradiction"}'), tokens: [token({ contradiction: 1 })] };
      assert.equal(ask('json').resume?.(told), undefined);
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('json', 'medtuned', 'starter'),
        fc.oneof(fc.string(), fc.json(), fc.constantFrom('{', '{"label":', '```', '<think>')),
        (dialect, text) => {
          const { value, problems } = ask(dialect).read({ text, tokens: [], finish: 'length' });
          assert.equal(value === undefined, problems.length > 0);
        },
      ),
    );
  });
});

function ask(dialect: Dialect, first = premise, second = hypothesis): PromptCall<Judgement | undefined> {
  const profile = { dialect, contextLength: 1024, explains: false };
  return prompted(nliCall(first, second, profile));
}

/** A token with its alternatives, the likeliest chosen. */
function token(probabilities: Record<string, number>): TokenLogprob {
  const top = Object.entries(probabilities).map(([text, p]) => ({ token: text, logprob: Math.log(p) }));
  return { ...top[0]!, top };
}
