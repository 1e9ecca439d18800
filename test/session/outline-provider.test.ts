import assert from 'node:assert/strict';
import { OutlineProvider } from '../../server/src/session/outline-provider.js';

describe('the outline provider', () => {
  it('is registered anew after a registration that the client refused', async () => {
    let attempts = 0;
    const due: (() => void)[] = [];
    const provider = new OutlineProvider({
      register: () => {
        attempts++;
        return attempts === 1
          ? Promise.reject(new Error('not now'))
          : Promise.resolve({ dispose: () => undefined });
      },
      timer: (callback) => {
        due.push(callback);
        return () => undefined;
      },
    });
    await assert.rejects(provider.start());
    provider.changed();
    due.pop()?.();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(attempts, 2);
  });
});
