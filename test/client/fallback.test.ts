import assert from 'node:assert/strict';
import { worthLooking } from '../../client/src/fallback.js';

describe('looking for Ollama again', () => {
  const embedded = { engine: 'embedded', state: 'ready' } as const;
  const chosen = { engine: 'auto', model: 'qwen3:8b' };
  const cases = [
    ['is worth it where the embedded engine stands in', embedded, chosen, 60_000, true],
    ['is worth it where nothing answers at all', { state: 'unavailable' } as const, chosen, Infinity, true],
    ['waits a minute after the last look', embedded, chosen, 59_999, false],
    ['is not for an engine that was chosen', embedded, { ...chosen, engine: 'embedded' }, Infinity, false],
    ['is not where no model was chosen', embedded, { ...chosen, model: '' }, Infinity, false],
    ['is not while Ollama answers', { engine: 'ollama', state: 'ready' } as const, chosen, Infinity, false],
    ['is not before anything is known', undefined, chosen, Infinity, false],
  ] as const;
  for (const [what, status, settings, since, worth] of cases) {
    it(what, () => {
      assert.equal(worthLooking(status, settings, since), worth);
    });
  }
});
