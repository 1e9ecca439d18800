import { Analysis } from '../server/src/analysis/analysis.js';
import { ReadingCache } from '../server/src/asking/cache.js';
import { IgnoredPairs } from '../server/src/analysis/ignored-pairs.js';
import { Scheduler } from '../server/src/asking/scheduler.js';
import type { ModelRuntime } from '../server/src/models/runtime.js';
import { profileFor } from '../server/src/models/profiles.js';
import { defaultSettings } from '../server/src/settings/settings.js';
import { clinicalSchema } from '../server/src/tasks/schemas.js';
import { answerBioNote } from '../test/fakes/oracle/answers/bionote.js';
import { Gold, type GoldText } from '../test/fakes/oracle/gold.js';
import { makeNote } from './made-note.js';
import { judged, noted, type Row } from './row.js';
import { ms } from './statistics.js';

const sizes = [500, 5000, 50_000];

/**
 * How the product's own time grows with the length of a note. The model answers at once, and its time is
 * subtracted.
 */
export async function measureGrowth(): Promise<Row[]> {
  // One uncounted run first, to warm up the compiler.
  await ownTime(makeNote(2000));
  const costs: number[] = [];
  for (const words of sizes) costs.push(await ownTime(makeNote(words)));
  const rows = sizes.map((words, index) => noted(`a note of ${words} words`, ms(costs[index] ?? NaN)));
  const steps = sizes.slice(1).map((words, index) => {
    const ratio = (costs[index + 1] ?? NaN) / (costs[index] ?? NaN);
    return judged(`${words} words over a tenth of them`, `${ratio.toFixed(1)} ×`, '≤ 11 ×', ratio <= 11);
  });
  return [...rows, ...steps];
}

/**
 * Processor time of one analysis with all tasks, without the time for producing the answers, in milliseconds.
 */
async function ownTime(note: GoldText): Promise<number> {
  const { runtime, spent } = instantRuntime(note);
  const { relations, contradictions } = defaultSettings;
  const analysis = new Analysis({
    runtimes: { current: () => Promise.resolve(runtime) },
    cache: new ReadingCache(),
    ignored: new IgnoredPairs(),
    scheduler: new Scheduler(),
  });
  analysis.configure({ schema: clinicalSchema, relations, contradictions });
  const before = process.cpuUsage();
  analysis.open('file:///note.note', 1, note.text, true);
  await analysis.analyze('file:///note.note', { signal: new AbortController().signal });
  const { user, system } = process.cpuUsage(before);
  analysis.dispose();
  return (user + system) / 1000 - spent();
}

function instantRuntime(note: GoldText): { runtime: ModelRuntime; spent: () => number } {
  const gold = new Gold([note]);
  const model = { engine: 'ollama', name: 'oracle', digest: '1', capabilities: [], cloud: false } as const;
  let microseconds = 0;
  const runtime: ModelRuntime = {
    model,
    profile: profileFor(model, { dialect: 'json', contextLength: 4096 }),
    slots: 1,
    async *generate({ prefix, input, format }) {
      const before = process.cpuUsage();
      const messages = [
        { role: 'system', content: prefix },
        { role: 'user', content: input },
      ];
      const request = { messages, prompt: '', format, stream: true, maxTokens: 1, contextLength: 1 };
      const text = answerBioNote({ ...request, stop: [], alternatives: undefined }, gold) ?? '';
      const { user, system } = process.cpuUsage(before);
      microseconds += user + system;
      yield await Promise.resolve({
        text,
        done: { finish: 'stop' as const, promptTokens: 1, outputTokens: 1, milliseconds: 0 },
      });
    },
    device: () => Promise.resolve({}),
    dispose: () => Promise.resolve(),
  };
  return { runtime, spent: () => microseconds / 1000 };
}
