import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { FakeOllama, json } from '../fakes/ollama-server.js';
import { schemaCheck } from '../formats/schemas.js';
import { run } from './terminals.js';

interface Written {
  readonly works: boolean;
  readonly lines: readonly { topic: string; name: string; state: string; value: string; action?: string }[];
}

describe('bionote doctor', () => {
  let folder = '';
  let fake: FakeOllama;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    fake = await FakeOllama.start([{ name: 'zqmodelzq:latest' }]);
    fake.on('/api/version', (_, response) => {
      json(response, { version: '0.12.3' });
    });
  });

  after(async () => {
    await fake.stop();
    await rm(folder, { recursive: true });
  });

  it('ends well where the model that is named can be used', async () => {
    const { code, stdout, stderr } = await run(['doctor', '-m', 'zqmodelzq', '--host', fake.host]);
    assert.equal(code, exitCode.done);
    assert.equal(stderr, '');
    assert.match(stdout, /^ok +BioNote +1\.2\.3$/m);
    assert.match(stdout, /^ok +Chosen model +Ollama, .*dialect json$/m);
    assert.match(stdout, /^ok +Ollama +answers on this machine, version 0\.12\.3, models: 1$/m);
    assert.match(stdout, /^note +bionote\.ollama\.model +set$/m);
    // Neither the name of a model nor an address is for others.
    assert.ok(!stdout.includes('zqmodelzq') && !stdout.includes(String(fake.port)), stdout);
  });

  const failing: { name: string; words: () => string[]; topic: string; action: RegExp }[] = [
    {
      name: 'nobody answers',
      words: () => ['-e', 'ollama', '-m', 'm', '--host', '127.0.0.1:1'],
      topic: 'ollama',
      action: /^Start the server/,
    },
    {
      name: 'the model is not there',
      words: () => ['-m', 'none', '--host', fake.host],
      topic: 'ollama',
      action: /^Download the chosen model/,
    },
    {
      name: 'the embedded engine is not there',
      words: () => ['-e', 'embedded', '--host', fake.host],
      topic: 'encoder',
      action: /^Reinstall BioNote/,
    },
    {
      name: 'the server that is named does not answer',
      words: () => ['--server', 'http://127.0.0.1:1/v1', '--host', fake.host],
      topic: 'server',
      action: /^Start the server/,
    },
  ];
  for (const { name, words, topic, action } of failing) {
    it(`fails where ${name}, and says what to do`, async () => {
      const { code, stdout, stderr } = await run(['doctor', ...words(), '-f', 'json']);
      assert.equal(code, exitCode.failed);
      assert.equal(stderr, '');
      const report = JSON.parse(stdout) as Written;
      assert.equal((await schemaCheck('bionote-doctor'))(report), '');
      assert.equal(report.works, false);
      const problems = report.lines.filter(({ state }) => state === 'problem');
      assert.ok(problems.some((line) => line.topic === 'model'));
      const [problem] = problems.filter((line) => line.topic === topic);
      assert.match(problem?.action ?? '', action);
    });
  }

  it('writes JSON and Markdown to a file', async () => {
    for (const [format, name] of [
      ['json', 'report.json'],
      ['markdown', 'report.md'],
    ] as const) {
      const path = join(folder, name);
      const words = ['doctor', '-m', 'zqmodelzq', '--host', fake.host, '-f', format, '-o', path];
      const { code, stdout } = await run(words);
      assert.deepEqual([code, stdout], [exitCode.done, '']);
      const text = await readFile(path, 'utf8');
      assert.ok(!text.includes('zqmodelzq') && !text.includes(folder), text);
      if (format === 'json') {
        assert.equal((await schemaCheck('bionote-doctor'))(JSON.parse(text)), '');
      } else assert.match(text, /^\| ok \| BioNote \| 1\.2\.3 \|$/m);
    }
  });

  it('refuses wrong options and a file that cannot be written', async () => {
    assert.equal((await run(['doctor', '-f', 'xml'])).code, exitCode.usage);
    const words = ['doctor', '-m', 'zqmodelzq', '--host', fake.host, '-o', join('/dev/null', 'x')];
    const { code, stderr } = await run(words);
    assert.equal(code, exitCode.usage);
    assert.match(stderr, /cannot be written/);
  });
});
