import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { run } from '../cli/terminals.js';
import { starterPath } from '../models/embedded/starter.js';
import { install, starterInstallation } from './ollama/install.js';
import { startOllama, type RealOllama } from './ollama/server.js';

describe('the command line with a real Ollama', function () {
  this.timeout(300_000);
  let server: RealOllama;

  before(async () => {
    server = await startOllama();
  });
  after(() => server.stop());

  it('lists a model, and annotates with it', async () => {
    const host = ['--host', server.host];
    await install(server.host, starterInstallation(starterPath));
    const { stdout: list } = await run(['models', ...host, '-m', 'bionote-starter']);
    assert.match(list, /^ {2}\* +ollama +bionote-starter:latest /m);

    const sample = 'samples/case-report.note';
    const only = ['--no-relations', '--no-contradictions', '-f', 'json', '-q'];
    const { code, stdout, stderr } = await run([
      'annotate',
      sample,
      ...host,
      '-m',
      'bionote-starter',
      ...only,
    ]);
    assert.equal(code, exitCode.done, stderr);
    const note = await readFile(sample, 'utf8');
    const { engine, entities } = JSON.parse(stdout) as {
      engine: string;
      entities: { type: string; start: number; end: number; text: string }[];
    };
    assert.equal(engine, 'ollama');
    assert.ok(entities.some(({ type, text }) => type === 'treatment' && text === 'heparin'));
    for (const { start, end, text } of entities) {
      assert.equal(note.slice(start, end), text);
    }
  });
});
