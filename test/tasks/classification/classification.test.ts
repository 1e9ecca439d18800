import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classificationCall } from '../../../server/src/tasks/classification/classification.js';
import { readsAnything, reply } from '../written.js';

const call = classificationCall([{ text: 'Apoptosis was reduced.' }], 'resisting cell death');

describe('classification', () => {
  it('asks about one label behind the text', () => {
    assert.equal(call.prompt.input, 'Passages:\n"Apoptosis was reduced."\n\nLabel: "resisting cell death"');
  });

  it('reads whether the label applies, and how probable that is', () => {
    assert.deepEqual(call.read(reply({ applies: 'yes' })).value, { applies: true });
    const top = [
      { token: 'no', logprob: Math.log(0.75) },
      { token: 'yes', logprob: Math.log(0.25) },
    ];
    const tokens = ['{"applies":"', 'no', '"}'].map((token) => ({
      token,
      logprob: 0,
      top: token === 'no' ? top : [{ token, logprob: 0 }],
    }));
    tokens[1]!.logprob = Math.log(0.75);
    const { value } = call.read({ text: '{"applies":"no"}', tokens, finish: 'stop' });
    assert.equal(value?.applies, false);
    assert.ok(Math.abs((value.probability ?? 0) - 0.25) < 0.01);
  });

  it('reads anything without throwing', () => {
    readsAnything(
      (given) => call.read(given),
      fc.record({ applies: fc.constantFrom('yes', 'no', 'x') }),
      () => undefined,
    );
  });
});
