import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { FakeOllama } from '../fakes/ollama-server.js';
import { rightly } from '../faults/oracle.js';
import { run } from './terminals.js';

describe('bionote models measure', function () {
  this.timeout(120_000);
  let fake: FakeOllama;
  let measurements: string;

  beforeEach(async () => {
    fake = await FakeOllama.start([
      { name: 'm:latest', digest: 'one' },
      { name: 'n:latest', digest: 'two' },
    ]);
    fake.on('/api/chat', rightly);
    measurements = await mkdtemp(join(tmpdir(), 'bionote-measurements-'));
  });

  afterEach(async () => {
    await fake.stop();
    await rm(measurements, { recursive: true, force: true });
  });

  const here = (): NonNullable<Parameters<typeof run>[1]> => ({ extension: process.cwd(), measurements });

  it('reads the notes that come with BioNote with each model, and sets them side by side', async () => {
    const { code, stdout, stderr } = await run(
      ['models', 'measure', '--set', 'dev', '--limit', '1', '--host', fake.host, '-m', 'm', 'n'],
      // Without the encoder, which needs the built program.
      { ...here(), extension: process.cwd() },
    );
    assert.equal(code, exitCode.done, stderr);
    assert.match(stdout, /^ +m:latest +n:latest *$/m);
    for (const row of ['entities, exact', 'entities, overlap', 'relations', 'contradictions'])
      assert.match(
        stdout,
        new RegExp(`^ +${row}( +[01]\\.\\d{3} / [\\d.]+ / [\\d.]+ \\([\\d.]+–[\\d.]+\\)){2}`, 'm'),
      );
    assert.match(stdout, /^ +statements, accuracy +[01]\.\d{3}/m);
    assert.match(stdout, /^ +thinks before it answers +no +no *$/m);
    assert.match(stdout, /^ +notes +1 \(dev\) +1 \(dev\) *$/m);
    // Figures of the part that everything is chosen by are not kept.
    const { stdout: listed } = await run(['models', '--host', fake.host], here());
    assert.match(listed, /m:latest .*not measured/);
  });

  it('keeps the figures of the test notes, and shows them where models are listed', async () => {
    const words = ['models', 'measure', '--limit', '1', '--host', fake.host, '-m', 'm'];
    const { code, stderr } = await run(words, here());
    assert.equal(code, exitCode.done, stderr);
    const { stdout } = await run(['models', '--host', fake.host], here());
    assert.match(
      stdout,
      /m:latest .*measured \d{4}-\d\d-\d\d: entities poor, relations \w+, contradictions \w+, checks \w+ \(on 1 notes only\)/,
    );
    assert.match(stdout, /n:latest .*not measured/);
  });

  it('goes on with the other models where one cannot be measured', async () => {
    const words = ['models', 'measure', '--set', 'dev', '--limit', '1', '--host', fake.host, '-m'];
    const { code, stdout, stderr } = await run([...words, 'absent', 'm'], here());
    assert.equal(code, exitCode.partial);
    assert.match(stderr, /absent/);
    assert.match(stdout, /m:latest/);
  });

  it('says that the notes are not there', async () => {
    const { code, stderr } = await run(['models', 'measure', '--host', fake.host, '-m', 'm']);
    assert.equal(code, exitCode.failed);
    assert.match(stderr, /did not come with this copy/);
  });
});
