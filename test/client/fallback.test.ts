import assert from 'node:assert/strict';
import { worthLooking, worthRetrying } from '../../client/src/fallback.js';

describe('looking for Ollama again', () => {
  const embedded = { engine: 'embedded', state: 'ready' } as const;
  const chosen = { engine: 'auto', model: 'qwen3:8b' };
  const ollama = { ...chosen, engine: 'ollama' };
  const gone = { state: 'unavailable', problem: 'unreachable' } as const;
  const cases = [
    ['is worth it where the embedded engine stands in', embedded, chosen, 60_000, true],
    ['is worth it where nothing answers at all', { state: 'unavailable' } as const, chosen, Infinity, true],
    ['waits a minute after the last look', embedded, chosen, 59_999, false],
    ['is not for an engine that was chosen', embedded, { ...chosen, engine: 'embedded' }, Infinity, false],
    ['is worth it where Ollama was chosen and did not answer', gone, ollama, Infinity, true],
    ['waits a minute for an Ollama that was chosen, too', gone, ollama, 59_999, false],
    [
      'is not where Ollama was chosen and failed otherwise',
      { ...gone, problem: 'busy' },
      ollama,
      Infinity,
      false,
    ],
    ['is not where Ollama was chosen without a model', gone, { ...ollama, model: '' }, Infinity, false],
    ['is not where no model was chosen', embedded, { ...chosen, model: '' }, Infinity, false],
    ['is not while Ollama answers', { engine: 'ollama', state: 'ready' } as const, chosen, Infinity, false],
    ['is not before anything is known', undefined, chosen, Infinity, false],
  ] as const;
  for (const [what, status, settings, since, worth] of cases) {
    it(what, () => {
      assert.equal(worthLooking(status, settings, since), worth);
    });
  }

  const host = 'http://127.0.0.1:11434';
  const model = {
    engine: 'ollama',
    name: 'qwen3:8b',
    description: '',
    current: false,
  } as const;
  const found = [
    ['an Ollama with the model', { models: [model], host }, true, true],
    ['an Ollama without it', { models: [], host }, false, true],
    ['no Ollama', { models: [], host, unreachable: 'It does not answer.' }, false, false],
  ] as const;
  for (const [what, result, forAuto, forOllama] of found) {
    it(`tries again or not, having found ${what}`, () => {
      assert.equal(worthRetrying(result, chosen), forAuto);
      assert.equal(worthRetrying(result, ollama), forOllama);
    });
  }
});
