import assert from 'node:assert/strict';
import { defaultSettings } from '../../../server/src/settings/settings.js';
import { configurationText } from '../../../client/src/commands/configuration-text.js';
import { english } from '../translator.js';

describe('configurationText', () => {
  const base = { settings: defaultSettings, schemas: ['clinical'], status: { state: 'ready' } } as const;

  it('names what is wrong in comments above the settings', () => {
    const text = configurationText({ ...base, problems: ['bionote.engine: wrong\nvalue.'] }, english);
    assert.match(text, /^\/\/ Wrong in the settings.*\n\/\/ - bionote\.engine: wrong value\.\n\{/);
  });

  it('is JSON but for its comments', () => {
    const text = configurationText({ ...base, problems: [] }, english);
    const json = text
      .split('\n')
      .filter((line) => !line.startsWith('//'))
      .join('\n');
    const { settings } = JSON.parse(json) as { settings: unknown };
    assert.deepEqual(settings, defaultSettings);
  });
});
