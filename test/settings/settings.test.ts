import assert from 'node:assert/strict';
import { defaultSettings, readSettings } from '../../server/src/settings/settings.js';

describe('settings', () => {
  for (const nothing of [undefined, null, {}, { ollama: null }, { ollama: {}, languages: null }]) {
    it(`are the defaults where ${JSON.stringify(nothing)} is set`, () => {
      assert.deepEqual(readSettings(nothing), { settings: defaultSettings, problems: [] });
    });
  }

  it('are kept where they are within bounds', () => {
    const { settings, problems } = readSettings({
      engine: 'ollama',
      ollama: { model: ' m:1b ' },
      contradictions: { severity: 'hint' },
      customSchemas: { mine: { entities: [] } },
    });
    assert.deepEqual(problems, []);
    assert.equal(settings.engine, 'ollama');
    assert.deepEqual(settings.ollama, { ...defaultSettings.ollama, model: 'm:1b' });
    assert.deepEqual(settings.contradictions, { ...defaultSettings.contradictions, severity: 'hint' });
    assert.deepEqual(settings.customSchemas, { mine: { entities: [] } });
  });

  const bad: [string, unknown, string, string][] = [
    ['a string', 'x', 'bionote', 'an object'],
    ['another engine', { engine: 'cloud' }, 'bionote.engine', 'one of auto, ollama, embedded, openai'],
    ['a number for text', { ollama: { host: 7 } }, 'bionote.ollama.host', 'text'],
    ['text for a group', { ollama: 'x' }, 'bionote.ollama', 'an object'],
    ['text for a switch', { cache: { enabled: 'no' } }, 'bionote.cache.enabled', 'true or false'],
    [
      'a probability above one',
      { contradictions: { threshold: 2 } },
      'bionote.contradictions.threshold',
      'a number of at most 1',
    ],
    [
      'a probability below zero',
      { contradictions: { threshold: -0.1 } },
      'bionote.contradictions.threshold',
      'a number of at least 0',
    ],
    ['an empty name', { schema: ' ' }, 'bionote.schema', 'some text'],
    ['a long name', { schema: 'x'.repeat(200) }, 'bionote.schema', 'at most 128 characters'],
    ['no list', { languages: 'a' }, 'bionote.languages', 'a list'],
    ['a list with a number', { languages: ['a', 3] }, 'bionote.languages.1', 'text'],
    ['a long list', { languages: Array<string>(65).fill('a') }, 'bionote.languages', 'at most 64 entries'],
    ['NaN', { contradictions: { threshold: NaN } }, 'bionote.contradictions.threshold', 'a number'],
  ];
  for (const [name, value, setting, expected] of bad) {
    it(`name ${name} as a problem and take the default`, () => {
      const { settings, problems } = readSettings(value);
      assert.deepEqual(settings, defaultSettings);
      assert.deepEqual(problems, [{ setting, expected }]);
    });
  }

  it('keep the good ones beside a bad one, and do not repeat what was set', () => {
    const { settings, problems } = readSettings({
      engine: 'embedded',
      ollama: { host: 3, model: 'm' },
      schema: 'x'.repeat(199),
    });
    assert.equal(settings.engine, 'embedded');
    assert.equal(settings.ollama.model, 'm');
    assert.equal(settings.ollama.host, defaultSettings.ollama.host);
    assert.equal(problems.length, 2);
    assert.ok(!JSON.stringify(problems).includes('xxx'));
  });
});
