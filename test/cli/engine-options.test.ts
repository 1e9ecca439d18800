import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { addEngineOptions, settingsFrom, type EngineOptions } from '../../server/src/cli/engine-options.js';
import type { Settings } from '../../server/src/shared/protocol.js';
import { defaultSettings } from '../../server/src/settings/settings.js';

describe('engine options', () => {
  const host = process.env['OLLAMA_HOST'];
  beforeEach(() => {
    delete process.env['OLLAMA_HOST'];
  });
  after(() => {
    if (host !== undefined) {
      process.env['OLLAMA_HOST'] = host;
    }
  });

  const cases: { words: string[]; engine: Settings['engine']; ollama?: string; file?: string }[] = [
    { words: [], engine: 'auto' },
    { words: ['-m', 'llama3.1:8b'], engine: 'ollama', ollama: 'llama3.1:8b' },
    { words: ['-m', 'own.GGUF'], engine: 'embedded', file: 'own.GGUF' },
    { words: ['-e', 'embedded'], engine: 'embedded' },
    { words: ['-e', 'ollama', '--model', 'm'], engine: 'ollama', ollama: 'm' },
  ];
  for (const { words, engine, ollama = '', file } of cases) {
    it(`takes “${words.join(' ')}” as ${engine}`, () => {
      const settings = settingsFrom(parsed(words));
      assert.equal(settings.engine, engine);
      assert.equal(settings.ollama.model, ollama);
      assert.equal(settings.embedded.modelPath, file === undefined ? '' : resolve(file));
    });
  }

  it('leaves everything else as in the editor', () => {
    assert.deepEqual(settingsFrom(parsed([])), defaultSettings);
  });

  it('lets nothing leave the machine unless told to', () => {
    const { allowRemoteHost, allowCloudModels } = settingsFrom(parsed([])).ollama;
    assert.deepEqual([allowRemoteHost, allowCloudModels], [false, false]);
    const told = settingsFrom(parsed(['--allow-remote-host', '--allow-cloud-models'])).ollama;
    assert.deepEqual([told.allowRemoteHost, told.allowCloudModels], [true, true]);
  });

  it('takes the host from the option, else from OLLAMA_HOST', () => {
    process.env['OLLAMA_HOST'] = '127.0.0.1:2';
    assert.equal(settingsFrom(parsed([])).ollama.host, '127.0.0.1:2');
    assert.equal(settingsFrom(parsed(['--host', '127.0.0.1:3'])).ollama.host, '127.0.0.1:3');
  });
});

function parsed(words: readonly string[]): EngineOptions {
  return addEngineOptions(new Command()).exitOverride().parse(words, { from: 'user' }).opts();
}
