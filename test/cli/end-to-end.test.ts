import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text as textFrom } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { FakeOllama, send, startStream } from '../fakes/ollama-server.js';
import { schemaCheck } from '../formats/schemas.js';
import { starterPath } from '../models/embedded/starter.js';
import { cli, root, start } from './processes.js';

const model = resolve(root, starterPath);
const embedded = ['--engine', 'embedded', '--model', model, '--dialect', 'starter'];

const entitiesOnly = ['--no-relations', '--no-contradictions'];

/** Fields of `--format json` that are looked at here. */
interface Written {
  readonly source: string;
  readonly engine: string;
  readonly entities: readonly {
    type: string;
    start: number;
    end: number;
    text: string;
    assertion?: string;
  }[];
}

describe('the command line, as a process with the embedded engine', function () {
  this.timeout(240_000);
  let folder = '';

  before(async () => {
    assert.ok(existsSync(model), `There is no model at ${model}.`);
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('writes spans that are exactly the text of the file', async () => {
    const note =
      'Émile 👩‍⚕️ reports fever.\r\nHe denies chest pain.\r\nAspirin 81 mg was given for chest pain.\r\n';
    await writeFile(join(folder, 'émile.note'), note);
    const { code, stdout } = await cli([
      'annotate',
      join(folder, 'émile.note'),
      ...embedded,
      '-f',
      'json',
      '-q',
    ]);
    assert.ok(code === exitCode.done || code === exitCode.partial);
    assert.equal((await schemaCheck('bionote-analysis'))(JSON.parse(stdout)), '');
    const { source, engine, entities } = JSON.parse(stdout) as Written;
    assert.equal(source, join(folder, 'émile.note'));
    assert.equal(engine, 'embedded');
    for (const { start, end, text } of entities) {
      assert.equal(note.slice(start, end), text);
    }
    const denied = note.indexOf('pain');
    const pain = entities.find(
      ({ type, start, end }) => type === 'problem' && start <= denied && denied < end,
    );
    assert.equal(pain?.assertion, 'absent');
    assert.ok(entities.some(({ type, text }) => type === 'treatment' && text === 'Aspirin'));
  });

  it('writes what its JSON Schema says, the same whatever was read before', async () => {
    const notes = {
      'one.note': 'He denies fever.\nAspirin was given for chest pain.\nHe has fever.\n',
      'two.note': 'No rash.\nHe has fever.\nHeparin was given for pulmonary embolism.\n',
    };
    for (const [name, text] of Object.entries(notes)) await writeFile(join(folder, name), text);
    const [one, two] = Object.keys(notes).map((name) => join(folder, name)) as [string, string];
    const read = async (...names: string[]): Promise<string[]> => {
      const { stdout } = await cli(['annotate', ...names, ...embedded, '-q', '-f', 'json']);
      return stdout.trimEnd().split('\n');
    };
    const lines = await read(one, two);
    assert.equal(lines.length, 2);
    const check = await schemaCheck('bionote-analysis');
    for (const line of lines) assert.equal(check(JSON.parse(line)), '');
    assert.match(lines[0] ?? '', /"relations":\[\{|"contradictions":\[\{/);
    assert.deepEqual(await read(two, one), lines.toReversed());
  });

  it('shows the sample in colour or not, its words unchanged', async () => {
    const sample = join(root, 'samples', 'case-report.note');
    const words = ['annotate', sample, ...embedded, ...entitiesOnly];
    const [plain, forced] = [await cli(words), await cli(words, { env: { FORCE_COLOR: '1' } })];
    assert.equal(stripVTControlCharacters(plain.stdout), plain.stdout);
    assert.match(plain.stdout, /\{heparin\|treatment\}/);
    assert.notEqual(stripVTControlCharacters(forced.stdout), forced.stdout);
    const lines = (await readFile(sample, 'utf8')).split('\n').filter((line) => line !== '');
    const shown = stripVTControlCharacters(forced.stdout).split('\n');
    assert.deepEqual(
      shown.flatMap((line) => /^ *\d+ │ (.+)$/.exec(line)?.[1] ?? []),
      lines,
    );
    assert.match(plain.stderr, /^Model: .*, in the embedded engine\.\n/);
  });

  it('passes nothing to the terminal that it would obey', async () => {
    const input = 'Fever\u001b[2J and\u202e cough\u0007 with\u009b2J rash.\n';
    for (const format of ['text', 'json']) {
      const { stdout } = await cli(['annotate', '-', ...embedded, '-q', '-f', format], { input });
      assert.doesNotMatch(stdout, /(?!\n)\p{Cc}|\p{Bidi_Control}/u);
      if (format === 'json') {
        assert.doesNotThrow(() => JSON.parse(stdout) as unknown);
      } else {
        const [marked = ''] = /^1 │ .*$/m.exec(stdout) ?? [];
        const text = marked.replace(/\{|\|[a-z ]+\}/g, '');
        assert.equal(text, '1 │ Fever␛[2J and<U+202E> cough␇ with<U+009B>2J rash.');
      }
    }
  });

  it('shows a model similar sentences of the reviewed notes beside a note, unless told not to', async () => {
    const own = await mkdtemp(join(tmpdir(), 'bionote-'));
    const text = 'She had a fever on Monday.\n';
    await writeFile(join(own, 'a.txt'), text);
    await writeFile(join(own, 'a.ann'), 'T1\tproblem 10 15\tfever\n');
    const note = createHash('sha256').update(text).digest('hex');
    const entry = { v: 1, at: '2026-01-01T00:00:00.000Z', by: '', action: 'note-reviewed', note };
    await writeFile(join(own, 'a.review.jsonl'), `${JSON.stringify(entry)}\n`);
    await writeFile(join(own, 'b.txt'), 'He had a fever on Sunday.\n');
    const prompts: string[] = [];
    const fake = await FakeOllama.start();
    fake.on('/api/chat', ({ body }, response) => {
      prompts.push(JSON.stringify(body));
      startStream(response);
      send(response, { model: 'm', message: { role: 'assistant', content: '{}' }, done: true });
      response.end();
    });
    try {
      for (const [words, shown] of [
        [[], true],
        [['--no-examples'], false],
        [['--examples', folder], false],
        [['--examples', own], true],
      ] as const) {
        prompts.length = 0;
        await cli([
          'annotate',
          join(own, 'b.txt'),
          ...entitiesOnly,
          '-m',
          'm',
          '--host',
          fake.host,
          ...words,
        ]);
        const asked = prompts.find((each) => each.includes('Sunday')) ?? assert.fail();
        assert.equal(asked.includes('She had a fever on Monday.'), shown, words.join(' '));
      }
    } finally {
      await fake.stop();
      await rm(own, { recursive: true });
    }
  });

  it('goes on after a file that cannot be read, and writes the others into the folder', async () => {
    const names = ['a.note', 'b.note'].map((name) => join(folder, name));
    await Promise.all(names.map((name) => writeFile(name, 'He was treated with ceftriaxone for pneumonia.')));
    const results = join(folder, 'results', 'new');
    const words = ['annotate', names[0]!, join(folder, 'none'), names[1]!, '-f', 'brat', '-o', results];
    const { code, stdout, stderr } = await cli([...words, ...embedded]);
    assert.equal(code, exitCode.usage);
    assert.equal(stdout, '');
    assert.match(stderr, /error: .*none does not exist/);
    assert.deepEqual((await readdir(results)).sort(), [
      '.bionote-written.jsonl',
      'a.ann',
      'a.txt',
      'annotation.conf',
      'b.ann',
      'b.txt',
      'visual.conf',
    ]);
    assert.match(await readFile(join(results, 'b.ann'), 'utf8'), /^T\d+\t\w+ 20 31\tceftriaxone$/m);
  });

  it('checks a statement that the note holds', async () => {
    const input = 'Admitted with fever.\nHe has asthma.\n';
    const words = ['check', '-', '--statement', 'He has asthma.', ...embedded, '-q'];
    const text = await cli(words, { input });
    assert.match(text.stdout, /^He has asthma\.\n/);
    assert.match(text.stdout, /2:1 {2}entailment +100 % {2}He has asthma\.\n/);
    const { stdout } = await cli([...words, '-f', 'json'], { input });
    assert.equal((await schemaCheck('bionote-check'))(JSON.parse(stdout)), '');
    const { evidence } = JSON.parse(stdout) as { evidence: { start: number; end: number; text: string }[] };
    const whole = evidence.find(({ text }) => text === 'He has asthma.');
    assert.equal(input.slice(whole?.start, whole?.end), 'He has asthma.');
  });

  it('ends quietly when its reader goes', async () => {
    const child = start(['annotate', '-', ...embedded, ...entitiesOnly, '-q', '-f', 'json']);
    child.stdin?.end('Fever and cough.');
    child.stdout?.destroy();
    const stderr = textFrom(child.stderr!);
    await once(child, 'close');
    assert.doesNotMatch(await stderr, /EPIPE|Error|at /);
  });

  it('is stopped by Ctrl-C, down to the engine', async () => {
    const fake = await FakeOllama.start();
    const note = join(folder, 'waiting.note');
    await writeFile(note, 'Fever and cough.');
    const child = start(['annotate', note, '--model', 'm', '--host', fake.host, '--dialect', 'starter']);
    const stderr = textFrom(child.stderr!);
    const closed = new Promise<void>((resolve) => {
      fake.on('/api/generate', (request, response) => {
        startStream(response);
        void request.closed.then(resolve);
        child.kill('SIGINT');
      });
    });
    const [code] = (await once(child, 'close')) as [number | null];
    await closed;
    await fake.stop();
    assert.equal(code, exitCode.interrupted);
    assert.match(await stderr, /Interrupted\.\n$/);
  });
});
