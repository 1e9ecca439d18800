import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { bundleFor } from '../../server/src/cli/language.js';
import { FakeOllama, send, startStream } from '../fakes/ollama-server.js';
import { collectTexts } from '../../l10n/collect.mjs';
import { run } from './terminals.js';

describe('the language of the command line', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    for (const language of ['pt', 'pt-br', 'de', 'x']) {
      await writeFile(join(folder, `bundle.l10n.${language}.json`), '{}');
    }
  });
  after(() => rm(folder, { recursive: true }));

  const cases: [Record<string, string>, string | undefined][] = [
    [{ LANG: 'pt_BR.UTF-8' }, 'bundle.l10n.pt-br.json'],
    [{ LANG: 'pt_PT.UTF-8' }, 'bundle.l10n.pt.json'],
    [{ LANG: 'de' }, 'bundle.l10n.de.json'],
    [{ LANG: 'de_DE@euro' }, 'bundle.l10n.de.json'],
    [{ LANG: 'pt_PT', LC_MESSAGES: 'de_DE' }, 'bundle.l10n.de.json'],
    [{ LANG: 'pt_PT', LC_MESSAGES: 'pt_PT', LC_ALL: 'de_DE' }, 'bundle.l10n.de.json'],
    [{ LANG: 'pt_PT', LC_ALL: '' }, 'bundle.l10n.pt.json'],
    [{ LANG: 'C.UTF-8' }, undefined],
    [{ LANG: 'en_US.UTF-8' }, undefined],
    [{ LANG: 'x' }, undefined],
    [{ LANG: '../de' }, undefined],
    [{}, undefined],
  ];
  for (const [environment, expected] of cases) {
    it(`is ${expected ?? 'that of the sources'} for ${JSON.stringify(environment)}`, () => {
      const found = bundleFor(environment, folder);
      assert.equal(found && basename(found), expected);
    });
  }
});

/** Every kind of mistake that a schema can have; the keys are of one letter, the texts of the message's own. */
const wrongSchemas = {
  a: 1,
  b: { entities: {} },
  c: { entities: { B: 'x', c: { description: 'x', color: 'red' }, d: 'x\ny', e: 'x'.repeat(400) } },
  d: { entities: { a: 'x' }, f: 1 },
  e: { entities: { a: 'x' }, relations: { r: { gloss: 'x', head: 'a', tail: 'b' }, s: { code: '-' } } },
  clinical: 1,
};

describe('the texts of the command line', () => {
  let folder = '';
  let note = '';
  let fake: FakeOllama;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    note = join(folder, 'n.note');
    await writeFile(note, 'Fever.\nCough.');
    await writeFile(join(folder, 'none.json'), '{}');
    await writeFile(join(folder, 'wrong.json'), JSON.stringify(wrongSchemas));
    await writeFile(join(folder, 'latin.note'), Buffer.from('Na\xefve fever.', 'latin1'));
    await writeFile(join(folder, 'empty.note'), '');
    fake = await FakeOllama.start();
    fake.on('/api/chat', (_, response) => {
      startStream(response);
      const message = { role: 'assistant', content: 'no' };
      send(response, { model: 'm', message, done: true, done_reason: 'stop' });
      response.end();
    });
    // Every text says that it was translated; what does not came past the translation.
    const texts = Object.keys(await collectTexts());
    l10n.config({ contents: Object.fromEntries(texts.map((text) => [text, `⟦${text}⟧`])) });
  });
  after(async () => {
    l10n.config({ contents: {} });
    await fake.stop();
    await rm(folder, { recursive: true });
  });

  /** What is left without the translated texts, however they are nested. */
  function untranslated(text: string): string {
    const without = text.replace(/⟦[^⟦⟧]*⟧/g, '');
    return without === text ? text : untranslated(without);
  }

  const words: [string, () => string[]][] = [
    ['a note read in part', () => ['annotate', note, '-m', 'm', '--host', fake.host]],
    [
      'two notes, one not UTF-8',
      () => ['annotate', note, join(folder, 'latin.note'), '-m', 'm', '--host', fake.host],
    ],
    ['a statement', () => ['check', note, '--statement', 'Fever.', '-m', 'm', '--host', fake.host]],
    ['no statement', () => ['check', note, '--statement', ' ']],
    ['no file', () => ['annotate', join(folder, 'none'), '-m', 'm', '--host', fake.host]],
    ['a folder', () => ['annotate', folder, '-m', 'm', '--host', fake.host]],
    ['nothing to read', () => ['check', join(folder, 'empty.note'), '--statement', 'x']],
    ['no schema', () => ['annotate', note, '-s', 'x']],
    ['an empty schema', () => ['annotate', note, '-s', join(folder, 'none.json')]],
    ['a schema that is no JSON', () => ['annotate', note, '-s', note]],
    ['several notes for one file', () => ['annotate', note, note, '-o', note]],
    [
      'a place that cannot be written',
      () => ['annotate', note, '-o', join(note, 'x'), '-m', 'm', '--host', fake.host],
    ],
    ['standoff of several', () => ['annotate', note, note, '-f', 'brat']],
    ['standard input twice', () => ['annotate', '-', '-']],
    ['a file for Ollama', () => ['annotate', note, '-e', 'ollama', '-m', 'x.gguf']],
    ['a name for a file', () => ['annotate', note, '-e', 'embedded', '-m', 'x']],
    ['a wrong number', () => ['annotate', note, '--threads', 'x']],
    ['a wrong schema', () => ['annotate', note, '-s', join(folder, 'wrong.json')]],
    ['no engine', () => ['annotate', note, '--host', '127.0.0.1:1']],
    ['another machine', () => ['annotate', note, '-m', 'm', '--host', 'http://192.0.2.1:1']],
    ['models, where there is no engine', () => ['models', '--host', '127.0.0.1:1']],
  ];
  for (const [name, command] of words) {
    it(`are translated for ${name}`, async () => {
      const { stdout, stderr } = await run(command());
      // What names files, models and codes, or quotes the note, is the same in every language.
      const files = ['latin.note', 'n.note', 'none.json', 'wrong.json'].map((name) => join(folder, name));
      const own = [...files, folder, 'Fever.', 'Cough.', 'Naïve fever.', fake.host, 'http://127.0.0.1:1'];
      const names = ['ollama', 'm:latest', 'MB', 'B · Q_K_M'];
      const left = [...own, ...names].reduce(
        (text, each) => text.replaceAll(each, ''),
        untranslated(stdout + stderr),
      );
      assert.match(stdout + stderr, /⟦/);
      assert.doesNotMatch(left, /\p{L}{2}/u, left);
    });
  }

  it('are translated in the help, but for what commander says itself', async () => {
    for (const command of ['', 'annotate', 'check', 'models', 'evaluate', 'instructions']) {
      const { stdout } = await run([...(command === '' ? [] : [command]), '--help']);
      const described = untranslated(stdout.replace(/\s*\n {10,}(?! )/g, ' '))
        .split('\n')
        .filter((line) => /^ {2}\S/.test(line) && !/--help|--version|help \[command\]/.test(line));
      for (const line of described) {
        const bare = line.replace(/^ {2}\S+(?:, --\S+| --\S+)?(?: [<[][^>\]]*[>\]])*/, '');
        assert.doesNotMatch(bare.replace(/\((?:choices|default|env):.*/, ''), /\p{L}{2}/u, line);
      }
    }
  });
});
