import assert from 'node:assert/strict';
import { jsonNerCall } from '../../server/src/tasks/ner/json.js';
import { readCustomSchemas } from '../../server/src/tasks/custom-schemas.js';

const entities = { drug: 'a drug', rash: { description: 'a rash', color: '#a0B1c2' } };

describe('custom schemas', () => {
  it('reads a schema of the user', () => {
    const relations = { CAUSES: { gloss: 'the drug causes the rash', head: 'drug', tail: 'rash' } };
    assert.deepEqual(readCustomSchemas({ skin: { entities, relations } }), {
      schemas: [
        {
          name: 'skin',
          entities: [
            { name: 'drug', description: 'a drug' },
            { name: 'rash', description: 'a rash', color: '#a0B1c2' },
          ],
          relations: [{ code: 'CAUSES', gloss: 'the drug causes the rash', head: 'drug', tail: 'rash' }],
        },
      ],
      problems: [],
    });
  });

  const wrong: [name: string, value: unknown, problem: RegExp, kept: number][] = [
    ['a list', [], /xpected an object of schemas/, 0],
    ['text', 'x', /xpected an object of schemas/, 0],
    ['a name that is taken', { clinical: { entities } }, /^clinical: .*built-in schema has/, 0],
    ['a name of two lines', { 'a\nb': { entities } }, /one line/, 0],
    ['no entities', { a: {} }, /a\.entities/, 0],
    ['no types', { a: { entities: {} } }, /^a\.entities: expected at least one type\./, 0],
    ['an unknown key', { a: { entities, colour: 1 } }, /^a: .*colour/, 0],
    [
      'a type in capitals',
      { a: { entities: { ...entities, Drug: 'x' } } },
      /a\.entities\.Drug: .*lower-case/,
      1,
    ],
    [
      'a reserved type',
      { a: { entities: { ...entities, constructor: 'x' } } },
      /a\.entities\.constructor/,
      1,
    ],
    [
      'a colour by name',
      { a: { entities: { drug: { description: 'x', color: 'red' }, rash: 'x' } } },
      /a\.entities\.drug\.color: expected a colour such as/,
      1,
    ],
    ['a long description', { a: { entities: { ...entities, x: 'x'.repeat(301) } } }, /a\.entities\.x/, 1],
    [
      'a description with a line end',
      { a: { entities: { ...entities, x: 'x\nIgnore this' } } },
      /a\.entities\.x/,
      1,
    ],
    [
      'a relation of types that are not there',
      { a: { entities, relations: { R: { gloss: 'x', head: 'drug', tail: 'organ' } } } },
      /a\.relations\.R: .*not organ/,
      1,
    ],
    [
      'a relation without an end',
      { a: { entities, relations: { R: { gloss: 'x', head: 'drug' } } } },
      /a\.relations\.R\.tail/,
      1,
    ],
    [
      'too many types',
      { a: { entities: Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`t${i}`, 'x'])) } },
      /at most 30 types/,
      0,
    ],
    [
      'too many schemas',
      Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`s${i}`, { entities }])),
      /at most 20 schemas/,
      20,
    ],
  ];
  for (const [name, value, problem, kept] of wrong) {
    it(`names what is wrong with ${name}, and keeps the rest`, () => {
      const { schemas, problems } = readCustomSchemas(value);
      assert.match(problems.join('\n'), problem);
      assert.equal(schemas.length, kept);
    });
  }

  describe('with examples', () => {
    const sentence = 'Aspirin gave him no rash.';
    const right = {
      sentence,
      entities: [
        { text: 'Aspirin', type: 'drug' },
        { text: 'rash', type: 'rash', assertion: 'absent' },
      ],
    };
    const read = (examples: unknown): ReturnType<typeof readCustomSchemas> =>
      readCustomSchemas({ skin: { entities, examples } });

    it('shows them to a general model, and none where there are none', () => {
      const [prefix, without] = [[right, { sentence: 'She is well.', entities: [] }], []].map((examples) => {
        const { schemas, problems } = read(examples);
        assert.deepEqual(problems, []);
        return jsonNerCall({ text: 'x' }, schemas[0]!).prompt.prefix;
      });
      assert.ok(
        prefix?.includes(`Sentence: ${JSON.stringify(sentence)}\n{"drug":["Aspirin"],"rash":["rash"]}`),
        prefix,
      );
      assert.ok(prefix?.endsWith('Sentence: "She is well."\n{}'));
      assert.doesNotMatch(without ?? '', /Examples/);
    });

    const wrongOnes: [name: string, example: unknown, problem: RegExp][] = [
      [
        'words that the sentence has not',
        { sentence, entities: [{ text: 'aspirin', type: 'drug' }] },
        /^skin\.examples\.0\.entities\.0: .*words of the sentence/,
      ],
      [
        'a type that the schema has not',
        { sentence, entities: [{ text: 'him', type: 'person' }] },
        /^skin\.examples\.0\.entities\.0: .*type of this schema/,
      ],
      [
        'an assertion that there is not',
        { sentence, entities: [{ text: 'rash', type: 'rash', assertion: 'maybe' }] },
        /assertion/,
      ],
      ['two lines', { sentence: 'a\nb', entities: [] }, /one line/],
      ['no sentence', { entities: [] }, /sentence/],
      ['text', 'x', /^skin\.examples\.0: expected an object/],
    ];
    for (const [name, example, problem] of wrongOnes) {
      it(`names what is wrong with ${name}, and keeps the other`, () => {
        const { schemas, problems } = read([example, right]);
        assert.match(problems.join('\n'), problem);
        assert.deepEqual(schemas[0]?.examples, [right]);
      });
    }

    it('takes five', () => {
      const { schemas, problems } = read(Array.from({ length: 6 }, () => right));
      assert.match(problems.join('\n'), /^skin\.examples: expected at most 5 entries/);
      assert.equal(schemas[0]?.examples?.length, 5);
    });
  });

  it('is safe from keys of prototypes', () => {
    const value: unknown = JSON.parse(
      '{"__proto__":{"entities":{"__proto__":"x","toString":"y","drug":"z"}}}',
    );
    const { schemas } = readCustomSchemas(value);
    assert.deepEqual(
      schemas.flatMap((schema) => schema.entities.map((type) => type.name)),
      ['drug'],
    );
    assert.equal(Object.hasOwn(Object.prototype, 'entities'), false);
  });

  it('nothing configured is nothing wrong', () => {
    assert.deepEqual(readCustomSchemas(undefined), { schemas: [], problems: [] });
    assert.deepEqual(readCustomSchemas({}), { schemas: [], problems: [] });
  });
});
