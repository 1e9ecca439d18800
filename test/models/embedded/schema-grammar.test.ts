import assert from 'node:assert/strict';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import { schemaGrammar } from '../../../server/src/models/embedded/schema-grammar.js';

const ruleIn = (schema: Readonly<Record<string, unknown>>, name = 'root'): string | undefined =>
  schemaGrammar(schema)
    .split('\n')
    .find((line) => line.startsWith(`${name} ::= `))
    ?.slice(`${name} ::= `.length);

const string = { type: 'string' };

describe('the grammar of a JSON schema', () => {
  it('wants the required properties in their order, then any of the others', () => {
    const properties = { a: string, maybe: string, b: string, perhaps: string, late: string };
    const schema = { type: 'object', properties, required: ['a', 'b'] };
    assert.equal(
      ruleIn(schema),
      '"{" space root-0-kv "," space root-2-kv ' +
        '("," space (root-1-kv root-1-kv-rest | root-3-kv root-3-kv-rest | root-4-kv))? "}" space',
    );
    assert.equal(ruleIn(schema, 'root-1-kv-rest'), '("," space root-3-kv)? root-3-kv-rest');
    assert.equal(ruleIn(schema, 'root-3-kv-rest')?.trim(), '("," space root-4-kv)?');
    assert.equal(ruleIn(schema, 'root-0-kv'), String.raw`"\"a\"" space ":" space root-0`);
  });

  it('may leave everything out where nothing is required', () => {
    assert.equal(ruleIn({ type: 'object', properties: { a: string } }), '"{" space (root-0-kv)? "}" space');
    assert.equal(ruleIn({ type: 'object', properties: {} }), '"{" space "}" space');
  });

  it('quotes what is enumerated', () => {
    assert.equal(
      ruleIn({ enum: ['a"b', 'c\\d', 'é'] }),
      String.raw`("\"a\\\"b\"" | "\"c\\\\d\"" | "\"é\"") space`,
    );
  });

  it('keeps to the bounds of lists and strings', () => {
    const list = (bounds: object): string | undefined => ruleIn({ type: 'array', items: string, ...bounds });
    assert.equal(list({}), '"[" space (root-item ("," space root-item)*)? "]" space');
    assert.equal(list({ maxItems: 1 }), '"[" space (root-item)? "]" space');
    assert.equal(list({ maxItems: 4 }), '"[" space (root-item ("," space root-item){0,3})? "]" space');
    assert.equal(list({ minItems: 2 }), '"[" space root-item ("," space root-item)+ "]" space');
    assert.equal(
      list({ minItems: 2, maxItems: 5 }),
      '"[" space root-item ("," space root-item){1,4} "]" space',
    );
    assert.equal(list({ maxItems: 0 }), '"[" space "]" space');
    assert.equal(
      ruleIn({ type: 'string', minLength: 1, maxLength: 9 }),
      String.raw`"\"" char{1,9} "\"" space`,
    );
    assert.equal(ruleIn({ type: 'string', maxLength: 9 }), String.raw`"\"" char{0,9} "\"" space`);
  });

  it('refuses a schema that the tasks never ask for', () => {
    assert.throws(() => schemaGrammar({ anyOf: [string] }), TypeError);
  });

  it('is one that llama.cpp can read', async function () {
    this.timeout(60_000);
    const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error });
    try {
      const item = {
        type: 'object',
        properties: {
          text: { type: 'string', maxLength: 200 },
          n: { type: 'integer' },
          x: { type: 'number' },
        },
        required: ['text'],
      };
      const list = { type: 'array', items: item, minItems: 2, maxItems: 20 };
      const properties = {
        'a "b"': list,
        label: { enum: ['x', 'y'] },
        sure: { type: 'boolean' },
        no: { type: 'null' },
      };
      const grammar = schemaGrammar({ type: 'object', properties, required: ['label'] });
      await assert.doesNotReject(llama.createGrammar({ grammar }));
      await assert.rejects(llama.createGrammar({ grammar: 'root ::= missing' }));
    } finally {
      await llama.dispose();
    }
  });
});
