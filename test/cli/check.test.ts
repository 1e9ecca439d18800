import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { statementsFrom } from '../../server/src/cli/statements.js';
import { FakeOllama, send, startStream } from '../fakes/ollama-server.js';
import { schemaCheck } from '../formats/schemas.js';
import { run, type Outcome } from './terminals.js';

const calm = new AbortController().signal;

describe('checking statements', () => {
  let folder = '';
  let fake: FakeOllama;
  const file = (name: string): string => join(folder, name);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    await writeFile(file('a.note'), 'He has asthma.');
    await writeFile(file('b.note'), 'He has no asthma.');
    await writeFile(file('list.txt'), '\ufeff# what was claimed\r\nHe has asthma.\r\n\r\n  He is well.  \n');
    await writeFile(file('empty.txt'), '# nothing\n\n');
    fake = await FakeOllama.start();
    fake.on('/api/chat', (request, response) => {
      const content = JSON.stringify(request.body).includes('no asthma') ? 'contradiction' : 'entailment';
      startStream(response);
      const message = { role: 'assistant', content: JSON.stringify({ label: content }) };
      send(response, { model: 'm', message, done: true, done_reason: 'stop' });
      response.end();
    });
  });
  after(async () => {
    await fake.stop();
    await rm(folder, { recursive: true });
  });

  function check(...words: string[]): Promise<Outcome> {
    return run(['check', ...words, '-m', 'm', '--host', fake.host]);
  }

  it('takes them from the command line and from a file', async () => {
    assert.deepEqual(await statementsFrom(['One.', ' Two. '], file('list.txt'), calm), [
      'One.',
      'Two.',
      'He has asthma.',
      'He is well.',
    ]);
    await assert.rejects(statementsFrom([], undefined, calm), /--statements FILE/);
    await assert.rejects(statementsFrom([], file('empty.txt'), calm), /empty\.txt contains no statement/);
    await assert.rejects(statementsFrom([], file('none.txt'), calm), /does not exist/);
    await assert.rejects(statementsFrom(['x'.repeat(2001)], undefined, calm), /2000 characters/);
  });

  it('prints a line of JSON for each note and statement', async () => {
    const words = [file('a.note'), file('b.note'), '--statements', file('list.txt'), '-f', 'json'];
    const { code, stdout, stderr } = await check(...words);
    assert.equal(code, exitCode.done, stderr);
    const lines = stdout.trimEnd().split('\n');
    const valid = await schemaCheck('bionote-check');
    for (const line of lines) assert.equal(valid(JSON.parse(line)), '');
    const read = lines.map(
      (line) => JSON.parse(line) as { source: string; statement: string; verdict: string },
    );
    assert.deepEqual(
      read.map(({ source, statement }) => [source, statement]),
      [
        [file('a.note'), 'He has asthma.'],
        [file('a.note'), 'He is well.'],
        [file('b.note'), 'He has asthma.'],
        [file('b.note'), 'He is well.'],
      ],
    );
    assert.equal(read[0]?.verdict, 'entailment');
    assert.equal(read[2]?.verdict, 'contradiction');
    assert.match(stderr, /^Checks: 4\. Entailed: 2\. Contradicted: 2\. Neither: 0\.$/m);
  });

  it('checks a note once that a pattern names, too', async () => {
    const words = [file('a.note'), join(folder, '*.note'), '--statement', 'He has asthma.', '-f', 'json'];
    const { stdout } = await check(...words);
    const read = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { source: string }).source);
    assert.deepEqual(read, [file('a.note'), file('b.note')]);
  });

  it('names each note above its reports, and goes on after one that cannot be read', async () => {
    const words = [file('a.note'), file('none'), file('b.note'), '--statement', 'He has asthma.'];
    const { code, stdout, stderr } = await check(...words);
    assert.equal(code, exitCode.usage);
    assert.match(stderr, /none does not exist/);
    const at = [
      'a.note\n\nHe has asthma.\nThe note entails it.',
      'b.note\n\nHe has asthma.\nThe note contradicts it.',
    ];
    for (const text of at) assert.ok(stdout.includes(text), stdout);
  });
});
