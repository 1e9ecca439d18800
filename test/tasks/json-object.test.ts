import assert from 'node:assert/strict';
import { readJsonReply } from '../../server/src/tasks/json-object.js';

function read(text: string, finish: 'stop' | 'length' = 'stop'): unknown {
  return readJsonReply({ text, tokens: [], finish })?.value;
}

describe('a reply that should be JSON', () => {
  it('is saved up to where it was cut, however long it is', () => {
    const items = Array.from({ length: 2000 }, (_, index) => ({ text: `"${index}]\\`, type: 'a' }));
    const whole = JSON.stringify({ entities: items });
    assert.deepEqual(read(whole), { entities: items });
    assert.deepEqual(read(whole.slice(0, -20), 'length'), { entities: items.slice(0, -1) });
  });

  it('is repaired where it has a slip', () => {
    assert.deepEqual(read("{'entities': [{text: 'fever', type: 'problem',}]}"), {
      entities: [{ text: 'fever', type: 'problem' }],
    });
  });

  // Each takes the repair minutes.
  const hostile: Record<string, string> = {
    'strings that do not end': `[${'"a\n'.repeat(60_000)}]`,
    'other quotation marks': `{${'a“'.repeat(90_000)}}`,
    'quotes without end': `[${'"\\'.repeat(90_000)}`,
    'brackets without end': '['.repeat(190_000),
  };
  for (const [name, text] of Object.entries(hostile)) {
    it(`is given up where it is ${name}`, () => {
      assert.equal(read(text), undefined);
    });
  }
});
