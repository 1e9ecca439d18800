import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ModelProfile } from '../../../server/src/tasks/profile.js';
import { relationCall } from '../../../server/src/tasks/relations/relations.js';
import type { RelationVerdict } from '../../../server/src/tasks/relations/verdict.js';
import { prompted } from '../prompted.js';
import type { RelationType } from '../../../server/src/tasks/schema.js';
import { biomedicalSchema, clinicalSchema } from '../../../server/src/tasks/schemas.js';
import type { PromptCall, Dialect, Reply, TokenLogprob } from '../../../server/src/tasks/task.js';
import fixture from '../../fixtures/starter-format.json' with { type: 'json' };
import { mentionsIn } from './marked.js';

const started = '[treatment Aspirin] (81 mg) was started for [problem chest pain].';

describe('relation prompts', () => {
  it('gives the starter words apart and markers for the two mentions', () => {
    const { prefix, input, mode, topLogprobs } = ask('starter', started).prompt;
    assert.equal(prefix + input, 'Relation:\n @treatment$ ( 81 mg ) was started for @problem$ .\nLabel:');
    assert.equal(mode, 'raw');
    assert.equal(topLogprobs, 20);
  });

  for (const { text, prompt } of fixture.vectors.filter(({ marked }) => marked === true)) {
    it(`is the prompt that the starter was trained on: ${text}`, () => {
      const [types = []] = [clinicalSchema, biomedicalSchema]
        .map(({ relations }) =>
          relations.filter(({ head, tail }) => [head, tail].every((type) => text.includes(`@${type}$`))),
        )
        .filter((found) => found.length > 0);
      const call = ask('starter', text.replace(/@(\w+)\$/g, '[$1 some words]'), types);
      assert.equal(call.prompt.prefix + call.prompt.input, prompt);
    });
  }

  it('gives medtuned its evaluation wrapper, markers in place of the mentions, and a stop at ### or a blank line', () => {
    const { prefix, input, mode, stop } = ask('medtuned', started).prompt;
    assert.match(prefix, /^### Instruction:\n[^\n]+TrNAP[^\n]+\n\n### Input:\n$/);
    assert.equal(input, '@treatment$ ( 81 mg ) was started for @problem$ .\n\n### Output:\n');
    assert.equal(mode, 'raw');
    assert.deepEqual(stop, ['###', '\n\n']);
  });

  it('asks medtuned in GAD style about a gene and a disease', () => {
    const association: RelationType = { code: 'assoc', gloss: '', head: 'gene', tail: 'disease' };
    const call = ask('medtuned', 'The [gene BRCA1]-raised risk (of [disease breast cancer]).', [association]);
    assert.equal(call.prompt.input, 'The @GENE$-raised risk (of @DISEASE$).\n\n### Output:\n');
    assert.deepEqual(call.read(reply('Positive')).value, { type: association });
    assert.deepEqual(call.read(reply('Negative')).value, { type: undefined });
  });

  for (const dialect of ['json', 'medtuned', 'starter'] as const) {
    it(`bounds a run-on sentence (${dialect})`, () => {
      const { prompt } = ask(dialect, `${'much '.repeat(5_000)}${started}${' more'.repeat(5_000)}`);
      assert.ok(prompt.input.length < 2_000);
      assert.match(prompt.input, /was started for/);
    });

    it(`keeps the constant part first (${dialect})`, () => {
      const [one, two] = [ask(dialect, started), ask(dialect, '[treatment X] helps [problem Y].')];
      assert.equal(one.prompt.prefix, two.prompt.prefix);
      assert.notEqual(one.prompt.input, two.prompt.input);
    });
  }
});

describe('relation replies', () => {
  const cases: { dialect: Dialect; text: string; code: string | undefined }[] = [
    { dialect: 'json', text: '{"relation": "given for"}', code: 'TrAP' },
    { dialect: 'json', text: '{"relation": "withheld because of"}', code: 'TrNAP' },
    { dialect: 'json', text: 'Causes.', code: 'TrCP' },
    { dialect: 'json', text: '{"relation": "inhibits"}', code: undefined },
    { dialect: 'json', text: '{"relation": "TrAP"}', code: 'TrAP' },
    { dialect: 'json', text: '```json\n{"relation": "none"}\n```', code: 'no relation' },
    { dialect: 'json', text: '<think>TrIP?</think>{"relation":"TrCP"}', code: 'TrCP' },
    { dialect: 'json', text: '{"relation": "TrAP"', code: 'TrAP' },
    { dialect: 'json', text: 'TrAP', code: 'TrAP' },
    { dialect: 'json', text: '{"relation": "PIP"}', code: undefined },
    { dialect: 'json', text: '{"relation": ["TrAP"]}', code: undefined },
    { dialect: 'json', text: 'I think it is TrAP.', code: undefined },
    { dialect: 'json', text: '', code: undefined },
    { dialect: 'medtuned', text: ' TrAP\n\n### Instruction: more', code: 'TrAP' },
    { dialect: 'medtuned', text: 'No Relations', code: 'no relation' },
    { dialect: 'medtuned', text: 'no relations.', code: 'no relation' },
    { dialect: 'medtuned', text: 'not TrAP', code: undefined },
    { dialect: 'medtuned', text: 'TrAPX', code: undefined },
    { dialect: 'medtuned', text: 'TeRP', code: undefined },
    { dialect: 'medtuned', text: '\n\n\n', code: undefined },
    { dialect: 'starter', text: '/TrAP', code: 'TrAP' },
    { dialect: 'starter', text: ' /none', code: 'no relation' },
    { dialect: 'starter', text: '/PIP', code: undefined },
    { dialect: 'starter', text: 'TrAP', code: undefined },
  ];
  for (const { dialect, text, code } of cases) {
    it(`reads ${JSON.stringify(text)} as ${code ?? 'unusable'} (${dialect})`, () => {
      const { value, problems } = ask(dialect, started).read(reply(text));
      assert.equal(value && (value.type?.code ?? 'no relation'), code);
      assert.equal(problems.length, code === undefined ? 1 : 0);
    });
  }

  it('names a cut reply cut', () => {
    const { problems } = ask('json', started).read({ text: 'The relation', tokens: [], finish: 'length' });
    assert.deepEqual(problems, [{ code: 'cut', count: 1 }]);
  });

  it('takes the likeliest allowed label of the starter, with its share among the allowed ones', () => {
    const tokens = [token({ '/PIP': 0.5, '/TrAP': 0.3, '/none': 0.1, '/TeRP': 0.1 })];
    const { value } = ask('starter', started).read({ text: '/PIP', tokens, finish: 'length' });
    assert.equal(value?.type?.code, 'TrAP');
    assert.ok(Math.abs(value.probability! - 0.75) < 1e-9);
  });

  it('answers no starter code that the model has no token for', () => {
    const own: RelationType = { code: 'mine', gloss: '', head: 'treatment', tail: 'problem' };
    const tokens = [token({ '/mine': 0.9, '/none': 0.1 })];
    const { value } = ask('starter', started, [own]).read({ text: '/mine', tokens, finish: 'stop' });
    assert.deepEqual(value, { type: undefined, probability: 1 });
  });

  it('gives the probability of a label inside JSON', () => {
    const tokens = [
      ...['{"', 'relation', '":', ' "'].map((text) => token({ [text]: 1 })),
      token({ given: 0.8, none: 0.2 }),
      token({ ' for': 1 }),
      token({ '"}': 1 }),
    ];
    const read = ask('json', started).read({ text: '{"relation": "given for"}', tokens, finish: 'stop' });
    assert.equal(read.value?.type?.code, 'TrAP');
    assert.ok(Math.abs(read.value.probability! - 0.8) < 1e-6);
  });

  it('gives the probability of a code inside JSON', () => {
    const tokens = [
      ...['{"', 'relation', '":', ' "'].map((text) => token({ [text]: 1 })),
      token({ Tr: 0.8, none: 0.2 }),
      token({ AP: 0.75, IP: 0.25 }),
      token({ '"}': 1 }),
    ];
    const { value } = ask('json', started).read({ text: '{"relation": "TrAP"}', tokens, finish: 'stop' });
    assert.equal(value?.type?.code, 'TrAP');
    assert.ok(Math.abs(value.probability! - 0.6) < 1e-6);
  });

  it('never throws and never names a type that the pair does not allow', () => {
    const token = fc.record({
      token: fc.oneof(fc.constantFrom('/PIP', '/TrAP', '/none', '/TeRP'), fc.string()),
      logprob: fc.double({ max: 0 }),
    });
    const anyReply: fc.Arbitrary<Reply> = fc.record({
      text: fc.oneof(fc.string(), fc.json(), fc.constantFrom('/PIP', '{"relation":"PIP"}', 'PIP')),
      tokens: fc.array(
        token.chain((chosen) => fc.array(token).map((top): TokenLogprob => ({ ...chosen, top }))),
      ),
      finish: fc.constantFrom('stop', 'length'),
    });
    fc.assert(
      fc.property(fc.constantFrom('json', 'medtuned', 'starter'), anyReply, (dialect, any) => {
        const { value } = ask(dialect, started).read(any);
        assert.ok(value?.type === undefined || trTypes.includes(value.type));
      }),
    );
  });
});

it('asks the biomedical codes of the starter too', () => {
  const types = biomedicalSchema.relations.filter(({ tail }) => tail === 'gene');
  const call = ask('starter', '[chemical Aspirin] blocks [gene COX-1].', types);
  assert.equal(call.prompt.input, ' @chemical$ blocks @gene$ .\nLabel:');
  const tokens = [token({ '/CPR:4': 0.9, '/none': 0.1 })];
  assert.equal(call.read({ text: '/CPR:4', tokens, finish: 'stop' }).value?.type?.code, 'CPR:4');
});

const trTypes = clinicalSchema.relations.filter(({ head }) => head === 'treatment');

function ask(
  dialect: Dialect,
  marked: string,
  types: readonly RelationType[] = trTypes,
): PromptCall<RelationVerdict | undefined> {
  const profile: ModelProfile = { dialect, contextLength: 1024, explains: false };
  const { text, mentions } = mentionsIn(marked);
  const head = mentions.find(({ type }) => type === types[0]!.head)!;
  const tail = mentions.find((mention) => mention !== head && mention.type === types[0]!.tail)!;
  return prompted(relationCall({ text }, head, tail, types, profile));
}

function reply(text: string): Reply {
  return { text, tokens: [], finish: 'stop' };
}

/** A token with its alternatives, the likeliest chosen. */
function token(probabilities: Record<string, number>): TokenLogprob {
  const top = Object.entries(probabilities).map(([text, p]) => ({ token: text, logprob: Math.log(p) }));
  return { ...top[0]!, top };
}
