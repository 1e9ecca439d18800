import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textFrom } from 'node:stream/consumers';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { FakeOllama, send, startStream } from '../fakes/ollama-server.js';
import { root, start } from './processes.js';

describe('standard output, as a process', function () {
  this.timeout(60_000);
  let folder = '';
  before(async function () {
    if (process.platform !== 'linux') this.skip();
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
  });
  after(() => folder !== '' && rm(folder, { recursive: true }));

  for (const words of [['evaluate', '--list'], ['--help']]) {
    it(`that is full fails the command: ${words.join(' ')}`, async () => {
      const full = await open('/dev/full', 'w');
      const child = start(words, { stdio: ['ignore', full.fd, 'pipe'] });
      const stderr = textFrom(child.stderr!);
      const [code] = (await once(child, 'close')) as [number];
      await full.close();
      assert.equal(code, exitCode.failed);
      assert.match(await stderr, /^error: Standard output cannot be written \(ENOSPC\)\.\n$/);
    });
  }

  it('that takes only a part of a result fails the command', async () => {
    const path = join(folder, 'help.txt');
    const out = await open(path, 'w');
    const limited = ['-c', `trap '' XFSZ; ulimit -f 1; exec "$@"`, 'bash'];
    const program = ['--import', 'tsx', join(root, 'server/src/cli/main.ts'), 'annotate', '--help'];
    const child = spawn('bash', [...limited, process.execPath, ...program], {
      cwd: root,
      stdio: ['ignore', out.fd, 'pipe'],
    });
    const stderr = textFrom(child.stderr!);
    const [code] = (await once(child, 'close')) as [number];
    await out.close();
    assert.equal((await stat(path)).size, 1024);
    assert.equal(code, exitCode.failed);
    assert.match(await stderr, /Standard output cannot be written \(EFBIG\)/);
  });

  it('whose reader has gone ends the work, which is no failure', async () => {
    const fake = await FakeOllama.start();
    const asked: string[] = [];
    fake.on('/api/chat', (request, response) => {
      asked.push(JSON.stringify(request.body));
      startStream(response);
      send(response, { model: 'm', message: { role: 'assistant', content: '{}' }, done: true });
      response.end();
    });
    const notes = ['first', 'second'].map((name) => join(folder, `${name}.note`));
    for (const note of notes) await writeFile(note, `Fever in the ${note} note.`);
    const child = start(['annotate', ...notes, '-m', 'm', '--host', fake.host]);
    child.stdout?.destroy();
    const stderr = textFrom(child.stderr!);
    const [code] = (await once(child, 'close')) as [number];
    await fake.stop();
    assert.equal(code, exitCode.done);
    assert.doesNotMatch(await stderr, /error/i);
    assert.ok(asked.some((body) => body.includes('first.note')));
    assert.ok(!asked.some((body) => body.includes('second.note')));
  });
});
