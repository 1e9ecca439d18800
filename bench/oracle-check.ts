import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getLlama } from 'node-llama-cpp';
import { OllamaEngine } from '../server/src/models/ollama/engine.js';
import { generateRequest } from '../server/src/models/ollama/request.js';
import { starterName } from '../server/src/models/profiles.js';
import { parseNote } from '../server/src/note/parse.js';
import { defaultSettings } from '../server/src/settings/settings.js';
import { nerCalls } from '../server/src/tasks/ner/ner.js';
import { clinicalSchema } from '../server/src/tasks/schemas.js';
import { OracleServer } from '../test/fakes/oracle/server.js';
import { install, starterInstallation } from '../test/real/ollama/install.js';
import { piecesOf, type Tokenizer } from '../test/fakes/oracle/tokenizer.js';
import { ollamaBinary, startOllama } from '../test/real/ollama/server.js';
import { absent, judged, noted, type Row } from './row.js';
import { root } from './server-bundle.js';
import { ms } from './statistics.js';

const weights = join(root, 'models', 'bionote-starter.gguf');
const samples = ['case-report.note', 'progress-note.note'];

type Body = Record<string, unknown> & { readonly prompt: string };

interface Answer {
  readonly text: string;
  readonly milliseconds: number;
  /** Ollama's own measures, in nanoseconds. */
  readonly promptTime: number;
  readonly replyTime: number;
  readonly replyTokens: number;
}

/**
 * Compares the oracle with a real Ollama that serves the starter model, with the same calls and replies. Every
 * other call serves to estimate the speeds; the rest are compared.
 */
export async function compareOracle(): Promise<Row[]> {
  try {
    ollamaBinary();
  } catch (error) {
    return [absent('the oracle beside Ollama', error instanceof Error ? error.message : '')];
  }
  const real = await startOllama();
  const model = await (
    await getLlama({ gpu: false, build: 'never' })
  ).loadModel({ modelPath: weights, vocabOnly: true });
  const tokenizer: Tokenizer = {
    encode: (text) => model.tokenize(text, true),
    pieces: (text) =>
      piecesOf(model.tokenize(text, true), (tokens) => model.detokenize(tokens as never, true)),
  };
  const replies = new Map<string, string>();
  let oracle: OracleServer | undefined;
  try {
    const bodies = await starterBodies(real.host);
    oracle = await OracleServer.start({
      gold: [],
      tokenizer,
      model: { name: String(bodies[0]?.['model']) },
      answers: [({ prompt }) => replies.get(prompt)],
    });
    const [first] = bodies;
    if (first) await ask(real.host, first);
    const answers: Answer[] = [];
    for (const body of bodies) {
      const answer = await ask(real.host, body);
      replies.set(body.prompt, answer.text);
      answers.push(answer);
    }
    const isCompared = (_: unknown, index: number): boolean => index % 2 === 1;
    const known = answers.filter((_, index) => index % 2 === 0);
    // For the same calls in the same order, the oracle reports what the slot had to read for each.
    const unread: number[] = [];
    const own: number[] = [];
    for (const body of bodies) {
      const { promptTokens, cachedTokens } = oracle.counts;
      // A call without any tokens costs what the oracle itself costs.
      own.push((await ask(oracle.host, body)).milliseconds);
      unread.push(oracle.counts.promptTokens - promptTokens - (oracle.counts.cachedTokens - cachedTokens));
    }
    const besides = known.map((a) => a.milliseconds - (a.promptTime + a.replyTime) / 1e6);
    const speed = {
      perCall: Math.max(0, (sum(besides) - sum(own.filter((_, index) => index % 2 === 0))) / besides.length),
      prefill:
        (1e9 * sum(unread.filter((_, index) => index % 2 === 0))) / sum(known.map((a) => a.promptTime)),
      decode: (1e9 * sum(known.map((a) => a.replyTokens))) / sum(known.map((a) => a.replyTime)),
    };
    oracle.reset({ speed });
    if (first) await ask(oracle.host, first);
    const played: Answer[] = [];
    for (const body of bodies) played.push(await ask(oracle.host, body));
    const [served, oracles] = [answers, played].map((list) =>
      sum(list.filter(isCompared).map((a) => a.milliseconds)),
    );
    const ratio = (oracles ?? NaN) / (served ?? NaN);
    return [
      noted(
        'speed of the starter model in Ollama',
        `reads ${Math.round(speed.prefill)}, writes ${Math.round(speed.decode)} tokens/s, ${ms(speed.perCall)} a call besides`,
      ),
      noted(`${bodies.length >> 1} calls`, `Ollama ${ms(served ?? NaN)}, oracle ${ms(oracles ?? NaN)}`),
      judged(
        'time of the oracle over that of Ollama',
        ratio.toFixed(3),
        '0.85 to 1.15',
        Math.abs(1 - ratio) <= 0.15,
      ),
    ];
  } finally {
    await oracle?.stop();
    await real.stop();
    await model.dispose();
  }
}

/** The calls that BioNote makes for the sentences of the samples. */
async function starterBodies(host: string): Promise<Body[]> {
  const signal = new AbortController().signal;
  const engine = new OllamaEngine({ ...defaultSettings.ollama, host });
  await install(host, starterInstallation(weights));
  const runtime = await engine.open(starterName, 'auto', signal);
  const texts = await Promise.all(samples.map((name) => readFile(join(root, 'samples', name), 'utf8')));
  const chosen = texts.flatMap((text) => parseNote('', 1, text).sentences);
  return chosen.flatMap((sentence) =>
    nerCalls({ text: sentence.text }, clinicalSchema, runtime.profile).flatMap((call) =>
      'prompt' in call ? [{ ...generateRequest(runtime.model, runtime.profile, call.prompt) }] : [],
    ),
  );
}

async function ask(host: string, body: Body): Promise<Answer> {
  const began = performance.now();
  const response = await fetch(`${host}/api/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const milliseconds = performance.now() - began;
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const last = lines.at(-1) ?? {};
  return {
    text: lines.map((line) => (typeof line['response'] === 'string' ? line['response'] : '')).join(''),
    milliseconds,
    promptTime: Number(last['prompt_eval_duration'] ?? 0),
    replyTime: Number(last['eval_duration'] ?? 0),
    replyTokens: Number(last['eval_count'] ?? 0),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
