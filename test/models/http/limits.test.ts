import assert from 'node:assert/strict';
import { usualLimits } from '../../../server/src/models/http/limits.js';

describe('the limits of a server', () => {
  it('are the usual ones where Ollama’s variables say nothing', () => {
    const { contextLength, slots } = usualLimits({});
    assert.deepEqual([contextLength, slots], [4096, 1]);
  });

  it('are those that Ollama’s variables set', () => {
    const { contextLength, slots } = usualLimits({
      OLLAMA_CONTEXT_LENGTH: '16384',
      OLLAMA_NUM_PARALLEL: '4',
    });
    assert.deepEqual([contextLength, slots], [16_384, 4]);
  });

  for (const odd of ['', ' ', 'auto', '0', '-1', '2.5', '1e9', 'NaN']) {
    it(`are the usual ones where the variables are ${JSON.stringify(odd)}`, () => {
      assert.deepEqual(
        usualLimits({ OLLAMA_CONTEXT_LENGTH: odd, OLLAMA_NUM_PARALLEL: odd }),
        usualLimits({}),
      );
    });
  }
});
