import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect } from '../../../server/src/models/collect.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import type { ModelRuntime } from '../../../server/src/models/runtime.js';
import { openStarter, prepareEngine } from '../../models/embedded/starter.js';
import { ollamaSettings } from '../../models/prompts.js';
import { ollamaBinary, startOllama, type RealOllama } from '../ollama/server.js';
import { succeed } from '../program.js';
import { smollm2 } from '../smollm2/model.js';
import { asRows, lessons } from './lessons.js';
import { trainingPython } from './python.js';

const { signal } = new AbortController();

describe('SmolLM2, tuned on a few rows', function () {
  this.timeout(900_000);
  let server: RealOllama;
  let folder: string;
  let modelPath: string;

  before(async function () {
    this.timeout(2_400_000);
    const [base, python] = await Promise.all([smollm2(), trainingPython()]);
    await prepareEngine(this);
    server = await startOllama();
    folder = await mkdtemp(join(tmpdir(), 'bionote-smollm2-'));
    const [rows, out] = [join(folder, 'rows.jsonl'), join(folder, 'out')];
    await writeFile(rows, asRows());
    const tune = `training/tune.py --base ${base} --rows ${rows} --out ${out}`.split(' ');
    const dose = '--fit cpu --steps 25 --batch 8 --rate 0.003 --dropout 0'.split(' ');
    await succeed(python, [...tune, ...dose]);
    await create('smollm2-medtuned', out);
    await succeed(python, [...tune, ...dose, '--merge']);
    modelPath = join(out, 'merged.gguf');
  });
  after(async () => {
    await (server as RealOllama | undefined)?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('says in the medtuned dialect what it was taught, in Ollama with the adapter', async () => {
    const tuned = await new OllamaEngine(ollamaSettings(server.host)).open(
      'smollm2-medtuned',
      'auto',
      signal,
    );
    assert.equal(tuned.profile.dialect, 'medtuned');
    await saysWhatItWasTaught(tuned);
  });

  it('says the same in the embedded engine, as one file', async () => {
    const tuned = await openStarter({ modelPath }, {}, 'medtuned');
    try {
      await saysWhatItWasTaught(tuned);
    } finally {
      await tuned.dispose();
    }
  });

  it('did not say so before', async () => {
    const base = await openStarter({ modelPath: await smollm2() }, {}, 'medtuned');
    try {
      const [{ prompt, holds, read }] = lessons as [(typeof lessons)[0]];
      const { reply } = await collect(base.generate(prompt, signal));
      assert.notDeepEqual(read(reply), holds);
    } finally {
      await base.dispose();
    }
  });

  /** Replies hold whole answers: the taught mentions and labels, read by the product's readers. */
  async function saysWhatItWasTaught(model: ModelRuntime): Promise<void> {
    for (const { id, prompt, answer, holds, read } of lessons) {
      const { reply } = await collect(model.generate(prompt, signal));
      assert.equal(reply.text.trim(), answer, id);
      assert.deepEqual(read(reply), holds, id);
    }
  }

  async function create(name: string, cwd: string): Promise<void> {
    assert.match(await readFile(join(cwd, 'Modelfile'), 'utf8'), /^ADAPTER \.\/adapter\.gguf$/m);
    const env = { OLLAMA_HOST: server.host, HOME: folder };
    await succeed(ollamaBinary(), ['create', name, '-f', 'Modelfile'], { env, cwd });
  }
});
