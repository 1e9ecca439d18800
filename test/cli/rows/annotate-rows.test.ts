import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCode } from '../../../server/src/cli/exit-code.js';
import { chatWith, FakeOllama } from '../../fakes/ollama-server.js';
import { schemaCheck } from '../../formats/schemas.js';
import { run } from '../terminals.js';

const secret = 'Jane Roe has crushing chest pain.';

interface Output {
  readonly id: unknown;
  readonly ward?: number;
  readonly bionote?: { readonly format: string; readonly source: string; readonly entities: object[] };
  readonly error?: { readonly code: string };
}

describe('bionote annotate --jsonl', () => {
  let folder: string;
  let fake: FakeOllama;
  let words: string[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    fake = await FakeOllama.start();
    fake.on('/api/chat', chatWith('{"problem":["chest pain"]}'));
    words = ['annotate', '-', '--jsonl', '-m', 'm', '-e', 'ollama', '--host', fake.host];
  });
  after(async () => {
    await fake.stop();
    await rm(folder, { recursive: true });
  });

  const input = `{"id": "a", "text": "${secret}", "ward": 3}\nno row\n{"id": 2, "text": ""}\n`;

  it('writes a row for each line, and says what it did without a word of them', async () => {
    const { code, stdout, stderr } = await run(words, { input });
    assert.equal(code, exitCode.done, stderr);
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Output);
    assert.deepEqual(
      found.map(({ id, error }) => [id, error?.code]),
      [
        ['a', undefined],
        [null, 'not-json'],
        [2, undefined],
      ],
    );
    assert.equal(found[0]?.bionote?.format, 'bionote-analysis');
    assert.equal(found[0].bionote.source, 'a');
    assert.equal(found[0].bionote.entities.length, 1);
    const [row, analysis] = [await schemaCheck('bionote-row'), await schemaCheck('bionote-analysis')];
    for (const each of found) {
      // The row's own fields are not in the schema.
      assert.equal(row(Object.fromEntries(Object.entries(each).filter(([name]) => name !== 'ward'))), '');
      if (each.bionote !== undefined) assert.equal(analysis(each.bionote), '');
    }
    assert.match(stderr, /3 rows.*errors: not-json 1/);
    assert.doesNotMatch(stderr, /Jane|chest|no row/);
  });

  it('asks no model again for what another process left in the cache', async () => {
    const cached = [...words, '--cache', join(folder, 'shared')];
    const chats = (): number => fake.requests.filter(({ path }) => path === '/api/chat').length;
    const before = chats();
    const first = await run(cached, { input });
    const asked = chats() - before;
    assert.ok(asked > 0);
    // What is being filled now is read by both; each writes segments of its own.
    const [second, third] = await Promise.all([run(cached, { input }), run(cached, { input })]);
    assert.equal(chats() - before, asked);
    for (const { code, stdout } of [first, second, third]) {
      assert.equal(code, exitCode.done);
      assert.equal(stdout, first.stdout);
    }
  });

  it('goes on where an earlier run ended, and tries its errors again', async () => {
    const earlier = join(folder, 'out.jsonl');
    await writeFile(earlier, '{"id":"a","text":"x","bionote":{}}\n{"id":2,"error":{"code":"timeout"}}\n');
    const { code, stdout } = await run([...words, '--skip-ids', earlier], { input });
    assert.equal(code, exitCode.done);
    assert.match(stdout, /^\{"id":null.*\n\{"id":2.*\n$/);
  });

  it('fails where the engine is not there, and writes nothing', async () => {
    const gone = words.map((word) => (word === fake.host ? '127.0.0.1:1' : word));
    const { code, stdout, stderr } = await run(gone, { input });
    assert.equal(code, exitCode.failed);
    assert.equal(stdout, '');
    assert.match(stderr, /--engine embedded/);
  });

  it('reads one file of rows', async () => {
    const { code, stderr } = await run([...words, 'other.jsonl'], { input });
    assert.equal(code, exitCode.usage);
    assert.match(stderr, /one file of rows/);
  });
});
