import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rawInputOf, rawInstructionOf } from '../../../server/src/instructions/prompts.js';
import { collect } from '../../../server/src/models/collect.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import { starterInstallation } from '../../../server/src/models/ollama/install.js';
import { starterName } from '../../../server/src/models/profiles.js';
import { starterNerCalls } from '../../../server/src/tasks/ner/starter.js';
import { jsonNliCall } from '../../../server/src/tasks/nli/json.js';
import { medtunedNliCall } from '../../../server/src/tasks/nli/medtuned.js';
import { clinicalSchema } from '../../../server/src/tasks/schemas.js';
import type { Prompt } from '../../../server/src/tasks/task.js';
import { openStarter, prepareEngine } from '../../models/embedded/starter.js';
import { ollamaSettings } from '../../models/prompts.js';
import { startOllama } from '../ollama/server.js';
import { succeed } from '../program.js';
import { trainingPython } from './python.js';

const { signal } = new AbortController();

/** Where the archives of corpora lie; they are no part of this repository. */
const corpora = process.env['BIONOTE_CORPORA'] ?? join('..', 'shared', 'corpora');

/** A question in each dialect of the larger models. */
const dialects = [
  jsonNliCall('She has fever.', 'She has no fever.'),
  medtunedNliCall('She has fever.', 'She has no fever.', 'evaluation'),
];

/** The row of the instruction data that asks as the product does. */
function rowOf(prompt: Prompt): Record<string, string> {
  const chat = prompt.mode === 'chat';
  return {
    instruction: chat ? prompt.prefix : rawInstructionOf(prompt),
    input: chat ? prompt.input : rawInputOf(prompt),
    output: chat ? '{"label":"contradiction"}' : 'Contradiction',
    task: 'nli',
    id: 'smoke/train/1#nli',
  };
}

describe('the training of the starter model, in small', function () {
  this.timeout(900_000);
  let out: string;

  before(async function () {
    this.timeout(2_400_000);
    const python = await trainingPython();
    out = await mkdtemp(join(tmpdir(), 'bionote-smoke-'));
    // It fails by itself where llama.cpp tokenizes otherwise than training did, or gives other probabilities.
    const places = ['--corpora', corpora, '--out', out, '--node', '.'];
    const rows = await Promise.all(
      dialects.map(async ({ prompt }, index) => {
        const path = join(out, `rows-${index}-${prompt.mode === 'chat' ? 'json' : 'medtuned'}.jsonl`);
        await writeFile(path, `${JSON.stringify(rowOf(prompt))}\n`.repeat(20));
        return path;
      }),
    );
    await succeed(python, ['training/train.py', ...places, '--rows', ...rows, '--smoke', '--minutes', '3']);
  });
  after(async () => {
    if (out) await rm(out, { recursive: true, force: true });
  });

  it('ends with figures that llama.cpp answered, a card and a Modelfile', async () => {
    const figures = JSON.parse(await readFile(join(out, 'figures.json'), 'utf8')) as {
      measured: { engine: string; logprob_gap: number };
    };
    assert.match(figures.measured.engine, /llama\.cpp/);
    assert.ok(figures.measured.logprob_gap < 0.35);
    assert.match(await readFile(join(out, 'README.md'), 'utf8'), /^# /m);
    assert.match(await readFile(join(out, 'Modelfile'), 'utf8'), /^FROM \.\/bionote-starter\.gguf$/m);
  });

  it('makes weights on which Ollama and the embedded engine agree', async function () {
    await prepareEngine(this);
    const weights = resolve(out, 'bionote-starter.gguf');
    const server = await startOllama();
    const embedded = await openStarter({ modelPath: weights });
    try {
      const engine = new OllamaEngine(ollamaSettings(server.host));
      await engine.install(starterInstallation(weights), () => undefined, signal);
      const served = await engine.open(starterName, 'auto', signal);
      const prompts = ['She denies chest pain.', 'Lisinopril 10 mg daily for hypertension.'].flatMap(
        (sentence) => starterNerCalls(sentence, clinicalSchema, served.profile).map((call) => call.prompt),
      );
      for (const asked of [...prompts, ...dialects.map((call) => call.prompt)]) {
        // A model that has hardly learnt goes round in circles, which Ollama cuts off without a word.
        const prompt = { ...asked, topLogprobs: 1, maxTokens: 4 };
        const [one, other] = [
          await collect(served.generate(prompt, signal)),
          await collect(embedded.generate(prompt, signal)),
        ];
        assert.equal(one.statistics.promptTokens, other.statistics.promptTokens);
        // The heading of a dialect that was trained is one token, however long.
        assert.ok(one.statistics.promptTokens < 60, `${one.statistics.promptTokens} tokens`);
        // Later tokens of a model that has hardly learnt are toss-ups.
        const [[first], [second]] = [one.reply.tokens, other.reply.tokens];
        assert.equal(first?.token, second?.token);
        // Held to a form, one engine tells the probability among what the form allows, the other among all.
        if (prompt.format) continue;
        assert.ok(Math.abs(Math.exp(first?.logprob ?? 0) - Math.exp(second?.logprob ?? 0)) < 0.05);
      }
    } finally {
      await embedded.dispose();
      await server.stop();
    }
  });
});
