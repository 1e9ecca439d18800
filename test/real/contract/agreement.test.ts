import assert from 'node:assert/strict';
import { Analysis } from '../../../server/src/analysis/analysis.js';
import { IgnoredPairs } from '../../../server/src/analysis/ignored-pairs.js';
import type { NoteAnalysis } from '../../../server/src/analysis/note-analysis.js';
import { ReadingCache } from '../../../server/src/asking/cache.js';
import { Scheduler } from '../../../server/src/asking/scheduler.js';
import { collect } from '../../../server/src/models/collect.js';
import { usualLimits } from '../../../server/src/models/http/limits.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import type { ModelRuntime } from '../../../server/src/models/runtime.js';
import { explanationCall } from '../../../server/src/tasks/explanation/explanation.js';
import type { Mention } from '../../../server/src/tasks/ner/entity.js';
import { nerCalls } from '../../../server/src/tasks/ner/ner.js';
import { nliCall } from '../../../server/src/tasks/nli/nli.js';
import type { ModelProfile } from '../../../server/src/tasks/profile.js';
import { relationCall } from '../../../server/src/tasks/relations/relations.js';
import { clinicalSchema } from '../../../server/src/tasks/schemas.js';
import type { PromptCall } from '../../../server/src/tasks/task.js';
import { openStarter, prepareEngine } from '../../models/embedded/starter.js';
import { ollamaSettings } from '../../models/prompts.js';
import { startOllama, type RealOllama } from '../ollama/server.js';
import { install } from '../ollama/install.js';
import { smollm2, smollm2Context, smollm2Installation } from '../smollm2/model.js';

const { signal } = new AbortController();

const note =
  'HPI: She denies chest pain. She takes lisinopril for hypertension.\nA chest X-ray was normal.\n';
const evidence = 'She takes lisinopril for hypertension.';
const mention = (text: string, type: string): Mention => {
  const start = evidence.indexOf(text);
  return { text, type, span: { start, end: start + text.length }, alignment: 'exact' };
};
const [drug, disease] = [mention('lisinopril', 'treatment'), mention('hypertension', 'problem')];
const { relations } = clinicalSchema;
const profile: ModelProfile = { dialect: 'json', contextLength: smollm2Context, explains: true };

const explanation = explanationCall(evidence, drug, disease, relations[0]!);
const labels = [
  nliCall('She denies chest pain.', 'She has chest pain.', profile),
  relationCall({ text: evidence }, drug, disease, relations, profile),
] as PromptCall<unknown>[];
/** What the product asks a model of words beside labels. */
const calls: readonly PromptCall<unknown>[] = [
  ...(nerCalls({ text: evidence }, clinicalSchema, profile) as PromptCall<unknown>[]),
  explanation,
];

describe('one instruct model in both engines', function () {
  this.timeout(600_000);
  let server: RealOllama;
  let served: ModelRuntime;
  let own: ModelRuntime;

  before(async function () {
    await prepareEngine(this);
    const ggufPath = await smollm2();
    server = await startOllama({ OLLAMA_CONTEXT_LENGTH: String(smollm2Context) });
    const limits = { ...usualLimits({}), contextLength: smollm2Context };
    const engine = new OllamaEngine(ollamaSettings(server.host), undefined, undefined, limits);
    await install(server.host, smollm2Installation(ggufPath));
    served = await engine.open('smollm2', 'json', signal);
    own = await openStarter({ modelPath: ggufPath }, {}, 'json');
  });

  after(async () => {
    await (own as ModelRuntime | undefined)?.dispose();
    await (server as RealOllama | undefined)?.stop();
  });

  it('gets the same prompt, to the token', async () => {
    for (const { prompt } of calls) {
      const asked = { ...prompt, maxTokens: 1 };
      const [one, other] = [
        await collect(served.generate(asked, signal)),
        await collect(own.generate(asked, signal)),
      ];
      assert.equal(other.statistics.promptTokens, one.statistics.promptTokens, prompt.task);
    }
  });

  it('gives the same labels to the same prompts', async () => {
    for (const { prompt } of labels) {
      const [one, other] = [
        await collect(served.generate(prompt, signal)),
        await collect(own.generate(prompt, signal)),
      ];
      assert.deepEqual(JSON.parse(other.reply.text), JSON.parse(one.reply.text), prompt.task);
      assert.equal(other.statistics.promptTokens, one.statistics.promptTokens, prompt.task);
    }
  });

  it('streams an explanation', async () => {
    for (const runtime of [served, own]) {
      const pieces: string[] = [];
      for await (const { text } of runtime.generate({ ...explanation.prompt, maxTokens: 40 }, signal)) {
        if (text !== '') pieces.push(text);
      }
      assert.ok(pieces.length > 3, `${pieces.length} pieces`);
      assert.match(pieces.join(''), /\p{L}{3}/u);
    }
  });

  it('reads a note from end to end, and nothing fails', async () => {
    for (const runtime of [served, own]) {
      const { progress, failures, entities, text } = await analyze(runtime);
      assert.deepEqual([progress.state, failures], ['done', []]);
      assert.equal(progress.finished, progress.total);
      for (const { span, text: words } of entities) assert.equal(text.slice(span.start, span.end), words);
    }
  });
});

async function analyze(runtime: ModelRuntime): Promise<NoteAnalysis> {
  const analysis = new Analysis({
    runtimes: { current: () => Promise.resolve(runtime) },
    cache: new ReadingCache(undefined),
    ignored: new IgnoredPairs(undefined),
    scheduler: new Scheduler(),
  });
  analysis.configure({
    schema: clinicalSchema,
    relations: { enabled: true, threshold: 0.5 },
    contradictions: { enabled: true, threshold: 0.7, maxPairs: 4 },
  });
  analysis.open('memory:note', 1, note, true);
  const done = await analysis.analyze('memory:note', { signal });
  analysis.dispose();
  return done;
}
