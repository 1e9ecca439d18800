import assert from 'node:assert/strict';
import { defaultSettings, readSettings } from '../server/src/settings.js';

describe('settings', () => {
  for (const nothing of [undefined, null, {}, { ollama: null }, { ollama: {}, languages: null }]) {
    it(`are the defaults where ${JSON.stringify(nothing)} is set`, () => {
      assert.deepEqual(readSettings(nothing), { settings: defaultSettings, problems: [] });
    });
  }

  it('are kept where they are within bounds', () => {
    const { settings, problems } = readSettings({
      engine: 'ollama',
      ollama: { model: ' m:1b ', contextLength: 8192 },
      contradictions: { severity: 'hint' },
      customSchemas: { mine: { entities: [] } },
    });
    assert.deepEqual(problems, []);
    assert.equal(settings.engine, 'ollama');
    assert.deepEqual(settings.ollama, { ...defaultSettings.ollama, model: 'm:1b', contextLength: 8192 });
    assert.deepEqual(settings.contradictions, { ...defaultSettings.contradictions, severity: 'hint' });
    assert.deepEqual(settings.customSchemas, { mine: { entities: [] } });
  });

  const bad: [string, unknown, string][] = [
    ['a string', 'x', 'bionote'],
    ['another engine', { engine: 'cloud' }, 'bionote.engine'],
    ['a number for text', { ollama: { host: 7 } }, 'bionote.ollama.host'],
    ['text for a group', { ollama: 'x' }, 'bionote.ollama'],
    ['a probability above one', { relations: { threshold: 2 } }, 'bionote.relations.threshold'],
    ['no context', { ollama: { contextLength: 0 } }, 'bionote.ollama.contextLength'],
    ['a list with a number', { languages: ['a', 3] }, 'bionote.languages'],
    ['NaN', { cache: { maxMegabytes: NaN } }, 'bionote.cache.maxMegabytes'],
  ];
  for (const [name, value, path] of bad) {
    it(`name ${name} as a problem and take the default`, () => {
      const { settings, problems } = readSettings(value);
      assert.deepEqual(settings, defaultSettings);
      assert.equal(problems.length, 1);
      assert.ok(problems[0]?.startsWith(path), problems[0]);
    });
  }

  it('keep the good ones beside a bad one, and do not repeat what was set', () => {
    const { settings, problems } = readSettings({
      engine: 'embedded',
      ollama: { host: 3, model: 'm', keepAlive: 'x'.repeat(99) },
    });
    assert.equal(settings.engine, 'embedded');
    assert.equal(settings.ollama.model, 'm');
    assert.equal(settings.ollama.host, defaultSettings.ollama.host);
    assert.equal(problems.length, 2);
    assert.ok(!problems.join().includes('xxx'));
  });
});
