import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { listName } from '../../server/src/cli/written-files.js';
import { FakeOllama, send, startStream } from '../fakes/ollama-server.js';
import { run, type Outcome } from './terminals.js';

interface Line {
  readonly source: string;
  readonly entities: readonly { id: string; text: string }[];
}

describe('annotating', () => {
  let folder = '';
  let fake: FakeOllama;
  let asked = 0;
  const file = (...names: string[]): string => join(folder, ...names);
  const texts = { 'a.txt': 'Fever was noted.', 'b.note': 'No fever today.', 'sub/c.md': 'Fever again.' };

  before(async () => {
    fake = await FakeOllama.start();
    fake.on('/api/chat', (_, response) => {
      asked += 1;
      startStream(response);
      const message = { role: 'assistant', content: '{"problem":["fever"]}' };
      send(response, { model: 'm', message, done: true, done_reason: 'stop' });
      response.end();
    });
  });
  after(() => fake.stop());

  beforeEach(async () => {
    asked = 0;
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    await mkdir(file('notes', 'sub'), { recursive: true });
    for (const [name, text] of Object.entries(texts)) await writeFile(file('notes', name), text);
  });
  afterEach(() => rm(folder, { recursive: true }));

  function annotate(...words: string[]): Promise<Outcome> {
    const only = ['--no-relations', '--no-contradictions', '-m', 'm', '--host', fake.host];
    return run(['annotate', ...words, ...only]);
  }
  const notes = (): string[] => [file('notes', 'a.txt'), file('notes', 'b.note')];

  it('prints a line of JSON for each note', async () => {
    const { code, stdout } = await annotate(...notes(), '-f', 'json');
    assert.equal(code, exitCode.done);
    const lines = stdout.trimEnd().split('\n');
    assert.equal(lines.length, 2);
    const read = lines.map((line) => JSON.parse(line) as Line);
    assert.deepEqual(
      read.map(({ source, entities }) => [source, entities.map(({ id, text }) => `${id} ${text}`)]),
      [
        [file('notes', 'a.txt'), ['T1 Fever']],
        [file('notes', 'b.note'), ['T1 fever']],
      ],
    );
  });

  it('says once which types of the schema the model does not know', async () => {
    const tuned = await FakeOllama.start([{ name: 'llama2-medtuned:latest' }]);
    tuned.on('/api/generate', (_, response) => {
      startStream(response);
      send(response, { model: 'm', response: 'Fever B-problem', done: true, done_reason: 'stop' });
      response.end();
    });
    const { stderr } = await run([
      ...['annotate', ...notes(), '-q', '-m', 'llama2-medtuned', '--host', tuned.host],
      ...['--no-relations', '--no-contradictions'],
    ]);
    await tuned.stop();
    assert.match(stderr, /warning: llama2-medtuned.* does not know: .*anatomy.*\./);
    assert.equal(stderr.split('does not know').length, 2);
  });

  it('names the source relative to the folder that a JSON file lies in', async () => {
    await annotate(file('notes'), '-f', 'json', '-o', file('out'));
    for (const [result, note] of [
      ['out/a.json', 'notes/a.txt'],
      ['out/sub/c.json', 'notes/sub/c.md'],
    ] as const) {
      const { source } = JSON.parse(await readFile(file(result), 'utf8')) as Line;
      assert.equal(resolve(dirname(file(result)), source), file(note));
      assert.doesNotMatch(source, /^\//);
    }
  });

  it('makes a folder that brat opens', async () => {
    const { code, stderr } = await annotate(file('notes'), '-f', 'brat', '-o', file('out'));
    assert.equal(code, exitCode.done, stderr);
    assert.deepEqual((await readdir(file('out'))).sort(), [
      listName,
      'a.ann',
      'a.txt',
      'annotation.conf',
      'b.ann',
      'b.txt',
      'sub',
      'visual.conf',
    ]);
    assert.equal(await readFile(file('out', 'b.txt'), 'utf8'), texts['b.note']);
    assert.match(await readFile(file('out', 'sub', 'c.ann'), 'utf8'), /^T1\tproblem 0 5\tFever\n/);
    assert.match(await readFile(file('out', 'annotation.conf'), 'utf8'), /^\[entities\]\nproblem\n/);
    assert.match(stderr, /^Notes: 3 analyzed, 0 in part, 0 skipped, 0 failed\. Time: 0:\d\d\.$/m);
    assert.match(stderr, /^Found: 3 entities, 0 relations, 0 contradictions\.$/m);
  });

  it('keeps annotations that a person corrected, and goes on with the others', async () => {
    const words = [file('notes'), '-f', 'brat', '-o', file('out')];
    await annotate(...words);
    const corrected = 'T1\tproblem 0 15\tFever was noted\n';
    await writeFile(file('out', 'a.ann'), corrected);
    await writeFile(file('out', 'b.ann'), 'old');
    asked = 0;
    const { code, stderr } = await annotate(...words);
    assert.equal(code, exitCode.usage);
    assert.match(stderr, /a\.ann was written or changed by somebody else, so it is kept\. --force/);
    assert.match(stderr, /^Notes: 1 analyzed, 0 in part, 0 skipped, 2 failed\./m);
    assert.equal(await readFile(file('out', 'a.ann'), 'utf8'), corrected);
    assert.equal(asked, 1, 'the model is not asked for a result that cannot be written');
    assert.equal((await annotate(...words, '--force')).code, exitCode.done);
    assert.match(await readFile(file('out', 'a.ann'), 'utf8'), /^T1\tproblem 0 5\tFever\n/);
    assert.equal((await annotate(...words)).code, exitCode.done);
  });

  it('keeps a file that it never wrote, in every format and as a single file too', async () => {
    for (const [format, name] of [
      ['brat', 'x.ann'],
      ['json', 'x.json'],
      ['text', 'x.out'],
    ] as const) {
      await writeFile(file(name), 'mine');
      const words = [file('notes', 'a.txt'), '-f', format, '-o', file(name)];
      const { code, stderr } = await annotate(...words);
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /is kept/);
      assert.equal(await readFile(file(name), 'utf8'), 'mine');
      assert.equal((await annotate(...words, '--force')).code, exitCode.done);
      assert.equal((await annotate(...words)).code, exitCode.done);
    }
  });

  it("keeps somebody's configuration and text, and never replaces a note", async () => {
    await mkdir(file('out'));
    await writeFile(file('out', 'annotation.conf'), 'mine');
    await writeFile(file('out', 'a.txt'), 'Another text.');
    const { code, stderr } = await annotate(...notes(), '-f', 'brat', '-o', file('out'));
    assert.equal(code, exitCode.usage);
    assert.match(stderr, /out\/a\.txt was written or changed by somebody else/);
    assert.match(stderr, /annotation\.conf is kept as it is/);
    assert.equal(await readFile(file('out', 'annotation.conf'), 'utf8'), 'mine');
    const latin = Buffer.from('Na\xefve fever.', 'latin1');
    await writeFile(file('notes', 'a.txt'), latin);
    const words = [file('notes', 'a.txt'), '-f', 'brat', '-o', file('notes'), '--force'];
    assert.match((await annotate(...words)).stderr, /would replace the note/);
    assert.deepEqual(await readFile(file('notes', 'a.txt')), latin);
  });

  it('writes beside the notes, and does not take its own files for notes', async () => {
    const words = [file('notes'), '-f', 'brat', '-o', file('notes')];
    assert.equal((await annotate(...words)).code, exitCode.done);
    assert.equal(await readFile(file('notes', 'a.txt'), 'utf8'), texts['a.txt']);
    const { code, stderr } = await annotate(...words);
    assert.equal(code, exitCode.done, stderr);
    assert.match(stderr, /^Notes: 3 analyzed/m);
  });

  it('skips notes that have a result', async () => {
    const words = [file('notes'), '-f', 'json', '-o', file('out'), '--skip-existing'];
    await annotate(...words);
    await writeFile(file('out', 'a.json'), 'mine');
    await rm(file('out', 'b.json'));
    asked = 0;
    const { code, stderr } = await annotate(...words);
    assert.equal(code, exitCode.done);
    assert.equal(asked, 1);
    assert.match(stderr, /^Notes: 1 analyzed, 0 in part, 2 skipped, 0 failed\./m);
    assert.equal(await readFile(file('out', 'a.json'), 'utf8'), 'mine');
    const both = await annotate(...words, '--force');
    assert.equal(both.code, exitCode.usage);
    assert.match(both.stderr, /cannot be combined/);
  });
});
