import assert from 'node:assert/strict';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { FakeOllama } from '../fakes/ollama-server.js';
import { rightly } from '../faults/oracle.js';
import { run } from './terminals.js';

describe('bionote models measure', function () {
  this.timeout(120_000);
  let fake: FakeOllama;

  beforeEach(async () => {
    fake = await FakeOllama.start();
    fake.on('/api/chat', rightly);
  });

  afterEach(() => fake.stop());

  it('reads the notes that come with BioNote with the model, and says how well', async () => {
    const { code, stdout, stderr } = await run(
      ['models', 'measure', '--set', 'dev', '--limit', '1', '--host', fake.host, '-m', 'm'],
      { starterPath: 'models/bionote-starter.gguf' },
    );
    assert.equal(code, exitCode.done, stderr);
    for (const row of ['entities, exact', 'entities, overlap', 'assertion', 'relations', 'contradictions'])
      assert.match(stdout, new RegExp(`^ +${row} +[01]\\.\\d{3} .*\\(\\d\\.\\d{3}–\\d\\.\\d{3}\\)`, 'm'));
    assert.match(stdout, /^ +statements +[01]\.\d{3}/m);
    assert.match(stdout, /^ +model +m:latest$/m);
    assert.match(stdout, /^ +notes +1 \(dev\)$/m);
  });

  it('says that the notes are not there', async () => {
    const { code, stderr } = await run(['models', 'measure', '--host', fake.host, '-m', 'm']);
    assert.equal(code, exitCode.failed);
    assert.match(stderr, /did not come with this copy/);
  });
});
