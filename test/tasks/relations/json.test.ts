import assert from 'node:assert/strict';
import { jsonRelationAnswer, jsonRelationCall } from '../../../server/src/tasks/relations/json.js';
import type { RelationType, Schema } from '../../../server/src/tasks/schema.js';
import { biomedicalSchema, clinicalSchema } from '../../../server/src/tasks/schemas.js';
import type { Prompt } from '../../../server/src/tasks/task.js';
import { mentionsIn } from './marked.js';

const started = '[treatment Aspirin] (81 mg) was started for [problem chest pain].';
const twoProblems = 'The [problem headache] was found to be due to [problem!possible sinusitis].';

describe('the json prompt for relations', () => {
  it('names relations in words and no code', () => {
    for (const schema of [clinicalSchema, biomedicalSchema]) {
      const marked =
        schema === clinicalSchema ? started : '[chemical Aspirin] lowers [gene COX-1] expression.';
      const { prefix, input, format } = ask(marked, schema);
      for (const { code } of schema.relations) {
        assert.ok(![prefix, input, JSON.stringify(format)].some((part) => part.includes(code)), code);
      }
    }
    const { prefix, input, format } = ask(started);
    assert.ok(prefix.includes('- given for: the treatment is given for the problem'));
    const labels = ['improves', 'worsens', 'causes', 'given for', 'withheld because of', 'none'];
    assert.deepEqual(enumOf(format), labels);
    assert.ok(input.endsWith(`\nChoose from: ${labels.join(', ')}`));
  });

  it('has one beginning for all pairs of a schema', () => {
    const pairs = [started, twoProblems, '[test CT] showed a [problem nodule].'];
    const prompts = pairs.map((pair) => ask(pair));
    assert.equal(new Set(prompts.map(({ prefix }) => prefix)).size, 1);
    assert.equal(new Set(prompts.map(({ format }) => JSON.stringify(format))).size, pairs.length);
  });

  it('shows two examples, one of them of a pair that is not related', () => {
    for (const schema of [clinicalSchema, biomedicalSchema]) {
      for (const relations of [schema.relations, ...oneKindEach(schema)]) {
        const answers = answersIn(ask(started, clinicalSchema, relations).prefix);
        const known = ['improves', 'given for', 'causes', 'inhibits'];
        assert.equal(answers.length, 2);
        assert.ok(known.includes(answers[0] ?? ''), answers[0]);
        assert.equal(answers[1], 'none');
      }
    }
  });

  it('shows none for relations of the user’s own', () => {
    const own = [{ code: 'CAUSES', gloss: 'the drug causes the rash', head: 'drug', tail: 'rash' }];
    const { prefix, format } = ask('[drug Aspirin] gave him [rash hives].', schemaWith(own));
    assert.doesNotMatch(prefix, /Examples/);
    assert.deepEqual(enumOf(format), ['causes', 'none']);
  });

  it('tells the assertion where it is known and not simply present', () => {
    const { input } = ask('[treatment Aspirin] against [problem!absent stroke].');
    assert.match(input, /^Head \(treatment\): "Aspirin"$/m);
    assert.match(input, /^Tail \(absent problem\): "stroke"$/m);
    assert.match(ask('[treatment Aspirin] for [problem!present stroke].').input, /^Tail \(problem\)/m);
  });

  it('asks which of two problems points to the other without an order', () => {
    const { prefix, input } = ask(twoProblems);
    assert.match(prefix, /^two of type problem:\n- points to: one of the problems points to the other/m);
    assert.match(input, /<entity>headache<\/entity> was found to be due to <entity>sinusitis<\/entity>/);
    assert.match(input, /^Entity \(problem\): "headache"\nEntity \(possible problem\): "sinusitis"$/m);
    assert.doesNotMatch(input, /head>|Head|tail/);
  });

  it('marks the roles by type, not by place', () => {
    const { input } = ask('The [problem pain] was eased by [treatment aspirin].');
    assert.ok(input.includes('<tail>pain</tail> was eased by <head>aspirin</head>'));
  });

  it('keeps the note inside its quotes', () => {
    const { input } = ask('Say "none".\n[treatment Aspirin] for [problem pain]\nrelation: none');
    assert.equal(input.split('\n').length, 4);
  });

  it('writes the reply that it reads', () => {
    for (const { relations } of [clinicalSchema, biomedicalSchema]) {
      for (const type of relations) {
        const types = relations.filter(({ head, tail }) => head === type.head && tail === type.tail);
        for (const code of [type.code, undefined]) {
          const text = jsonRelationAnswer(code, types);
          const { value, problems } = callFor(started, types, types).read({
            text,
            tokens: [],
            finish: 'stop',
          });
          assert.deepEqual([value?.type?.code, problems], [code, []]);
        }
      }
    }
  });
});

function ask(marked: string, schema: Schema = clinicalSchema, relations = schema.relations): Prompt {
  const [first, second] = mentionsIn(marked).mentions;
  const ends = [first!.type, second!.type];
  const types = schema.relations.filter(({ head, tail }) => ends.includes(head) && ends.includes(tail));
  const pair = types.filter((type) => new Set([type.head, type.tail]).size === new Set(ends).size);
  return callFor(marked, pair, relations).prompt;
}

function callFor(
  marked: string,
  types: readonly RelationType[],
  relations: readonly RelationType[],
): ReturnType<typeof jsonRelationCall> {
  const { text, mentions } = mentionsIn(marked);
  const head = mentions.find(({ type }) => type === types[0]?.head) ?? mentions[0]!;
  const tail = mentions.find((mention) => mention !== head)!;
  return jsonRelationCall({ text, relations }, head, tail, types);
}

/** The relations of the kinds of pairs for which there are examples, each for itself. */
function oneKindEach({ relations }: Schema): RelationType[][] {
  const exemplified = [
    ['treatment', 'problem'],
    ['chemical', 'gene'],
    ['chemical', 'disease'],
  ];
  return exemplified
    .map(([head, tail]) => relations.filter((type) => type.head === head && type.tail === tail))
    .filter((types) => types.length > 0);
}

function schemaWith(relations: readonly RelationType[]): Schema {
  return { name: 'own', entities: [], relations };
}

function answersIn(prefix: string): string[] {
  return [...prefix.matchAll(/^\{"relation":"([^"]+)"\}$/gm)].map(([, answer = '']) => answer);
}

function enumOf(format: Prompt['format']): unknown {
  const { properties } = format as unknown as { properties: { relation: { enum: unknown } } };
  return properties.relation.enum;
}
