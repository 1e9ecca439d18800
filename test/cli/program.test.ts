import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { Interrupted } from '../../server/src/cli/failure.js';
import { FakeOllama, json, send, startStream } from '../fakes/ollama-server.js';
import { run } from './terminals.js';

const secret = 'Jane Roe has crushing chest pain.';

describe('the program', () => {
  let folder = '';
  let note = '';
  let other = '';
  let fake: FakeOllama;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    note = join(folder, 'jane.note');
    await writeFile(note, secret);
    other = join(folder, 'john.note');
    await writeFile(other, secret);
    fake = await FakeOllama.start([
      { name: 'm:latest' },
      { name: 'far:cloud', remoteHost: 'https://elsewhere' },
    ]);
  });

  after(async () => {
    await fake.stop();
    await rm(folder, { recursive: true });
  });

  const wrong: { name: string; words: () => string[]; says: RegExp }[] = [
    { name: 'no file', words: () => ['annotate'], says: /missing required argument 'note'/ },
    { name: 'an unknown command', words: () => ['anotate'], says: /unknown command 'anotate'[^]*annotate/ },
    {
      name: 'an unknown format',
      words: () => ['annotate', note, '-f', 'xml'],
      says: /Allowed choices are text, json, brat/,
    },
    {
      name: 'an unknown schema',
      words: () => ['annotate', note, '-s', 'x'],
      says: /Use clinical or biomedical, or a JSON file/,
    },
    {
      name: 'a schema that is not there',
      words: () => ['annotate', note, '-s', join(folder, 'no.json')],
      says: /no\.json does not exist/,
    },
    {
      name: 'a note for a schema',
      words: () => ['annotate', note, '-s', join(folder, 'bad.json')],
      says: /is not JSON/,
    },
    {
      name: 'a file that is not there',
      words: () => ['annotate', join(folder, 'none')],
      says: /does not exist\. Check the path/,
    },
    { name: 'standard input twice', words: () => ['annotate', '-', '-'], says: /can be read once/ },
    {
      name: 'standoff of several notes together',
      words: () => ['annotate', note, other, '-f', 'brat'],
      says: /--output FOLDER/,
    },
    {
      name: 'several results in one file',
      words: () => ['annotate', note, other, '-o', join(folder, 'bad.json')],
      says: /is a file\. Name a folder/,
    },
    {
      name: 'a file for Ollama',
      words: () => ['annotate', note, '-e', 'ollama', '-m', 'x.gguf'],
      says: /--engine embedded/,
    },
    {
      name: 'a name for the embedded engine',
      words: () => ['annotate', note, '-e', 'embedded', '-m', 'x'],
      says: /takes a GGUF file/,
    },
    {
      name: 'threads that are no number',
      words: () => ['annotate', note, '--threads', 'two'],
      says: /--threads: expected a whole number from 1 to 256\. See --help/,
    },
    {
      name: 'nothing to check',
      words: () => ['check', note, '--statement', ' '],
      says: /Give a sentence to check.*--statements FILE/,
    },
  ];
  for (const { name, words, says } of wrong) {
    it(`refuses ${name} and says what to do`, async () => {
      await writeFile(join(folder, 'bad.json'), secret);
      const { code, stdout, stderr } = await run(words());
      assert.equal(code, exitCode.usage);
      assert.match(stderr, says);
      assert.equal(stdout, '');
    });
  }

  const failures: { name: string; words: () => string[]; says: RegExp }[] = [
    {
      name: 'Ollama is not there',
      words: () => ['annotate', note, '-m', 'm', '--host', '127.0.0.1:1'],
      says: /127\.0\.0\.1:1\b.*--host ADDRESS, or --server URL for another kind of server, or --engine embedded/,
    },
    {
      name: 'the model is not there',
      words: () => ['annotate', note, '-m', 'other', '--host', fake.host],
      says: /other.*bionote models/,
    },
    {
      name: 'no model is named',
      words: () => ['annotate', note, '-e', 'ollama', '--host', fake.host],
      says: /--model NAME/,
    },
    {
      name: 'the host is another machine',
      words: () => ['annotate', note, '-m', 'm', '--host', 'http://192.0.2.1:11434'],
      says: /another machine.*--allow-remote-host/,
    },
    {
      name: 'the model is in the cloud',
      words: () => ['annotate', note, '-m', 'far:cloud', '--host', fake.host],
      says: /far:cloud.*--allow-cloud-models/,
    },
    {
      name: 'there is no engine at all',
      words: () => ['annotate', note, '--host', '127.0.0.1:1'],
      says: /--engine ollama --model NAME/,
    },
  ];
  for (const { name, words, says } of failures) {
    it(`fails where ${name}, and says what to do`, async () => {
      const { code, stdout, stderr } = await run(words());
      assert.equal(code, exitCode.failed);
      assert.match(stderr, says);
      assert.equal(stdout, '');
      assert.ok(!stderr.includes('Jane'));
    });
  }

  it('reports what gave no usable result, and ends in part', async () => {
    fake.on('/api/chat', (_, response) => {
      startStream(response);
      const message = { role: 'assistant', content: 'Sorry, no.' };
      send(response, { model: 'm', message, done: true, done_reason: 'stop' });
      response.end();
    });
    const { code, stdout, stderr } = await run(['annotate', note, '-m', 'm', '--host', fake.host]);
    assert.equal(code, exitCode.partial);
    assert.match(stderr, /^Model: m:latest, in Ollama at http:\/\/127\.0\.0\.1:\d+\.\n/);
    assert.match(stderr, /jane\.note: one unit gave no usable result \(not-json\)\.\n$/);
    assert.match(
      stdout,
      /Without a usable result\n {2}Entities: The answer did not have the requested form\. {2}1:1\n/,
    );
    assert.ok(!stderr.includes('Jane'));
  });

  it('lists the models, with why one cannot be used', async () => {
    const { code, stdout } = await run(['models', '--host', fake.host, '-m', 'm']);
    assert.equal(code, exitCode.done);
    const [first = '', second = ''] = stdout.trimEnd().split('\n');
    assert.match(first, /^ {2}\* +ollama +m:latest +1 MB +not measured +8\.0B · Q4_K_M$/);
    assert.match(second, /^ {5}ollama +far:cloud/);
    assert.match(second, /cloud/);
  });

  it('shows no escape sequence that a server sends', async () => {
    const family = 'm\u001b]0;x\u0007\u202e';
    const hostile = await FakeOllama.start([{ name: 'm\u001b]0;x\u0007:latest' }, { name: 'n', family }]);
    hostile.on('/api/tags', (_, response) => {
      const details = { parameter_size: family };
      json(response, { models: hostile.models.map(({ name }) => ({ name, size: 1, details })) });
    });
    const { stdout } = await run(['models', '--host', hostile.host]);
    await hostile.stop();
    assert.match(stdout, /n +1 MB +not measured +m␛\]0;x␇<U\+202E>/);
    assert.doesNotMatch(stdout, /:latest|(?!\n)\p{Cc}/u);
  });

  it('stops at the engine when interrupted', async () => {
    const controller = new AbortController();
    const closed = new Promise<void>((resolve) => {
      fake.on('/api/generate', (request, response) => {
        startStream(response);
        void request.closed.then(resolve);
        controller.abort(new Interrupted());
      });
    });
    const words = ['annotate', note, '-m', 'm', '--host', fake.host, '--dialect', 'starter'];
    const { code, stdout, stderr } = await run(words, { signal: controller.signal });
    await closed;
    assert.equal(code, exitCode.interrupted);
    assert.match(stderr, /Interrupted\.\n$/);
    assert.equal(stdout, '');
  });

  it('shows help without calling it an error', async () => {
    const { code, stdout } = await run(['annotate', '--help']);
    assert.equal(code, exitCode.done);
    assert.match(stdout, /--format[^]*--schema[^]*--output/);
    const whole = await run(['--help']);
    assert.equal(whole.code, exitCode.done);
    for (const each of Object.values(exitCode)) {
      assert.match(whole.stdout, new RegExp(`^  ${each} `, 'm'));
    }
    assert.equal((await run(['--version'])).stdout, '1.2.3\n');
  });
});
