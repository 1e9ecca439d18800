import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Analysis } from '../server/src/analysis/analysis.js';
import { ReadingCache } from '../server/src/asking/cache.js';
import { IgnoredPairs } from '../server/src/analysis/ignored-pairs.js';
import { Scheduler } from '../server/src/asking/scheduler.js';
import { EmbeddedEngine } from '../server/src/models/embedded/engine.js';
import { DelegatingRuntime } from '../server/src/models/delegating-runtime.js';
import type { ReplyChunk } from '../server/src/models/runtime.js';
import { defaultSettings } from '../server/src/settings/settings.js';
import { clinicalSchema } from '../server/src/tasks/schemas.js';
import type { Prompt } from '../server/src/tasks/task.js';
import { noted, type Row } from './row.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const samples = ['progress-note.note', 'case-report.note'];

/** A runtime that also adds up the time of its calls, from the request to the last piece of the reply. */
class Timed extends DelegatingRuntime {
  milliseconds = 0;
  calls = 0;

  override async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ReplyChunk> {
    const began = performance.now();
    this.calls++;
    try {
      yield* this.inner.generate(prompt, signal);
    } finally {
      this.milliseconds += performance.now() - began;
    }
  }
}

/**
 * Analyzes the sample notes with the embedded starter model: entities alone, everything, and everything again.
 * The figure that matters is the ratio of the whole time to the model's own; words a second depend on the machine.
 */
export async function measureNotes(): Promise<Row[]> {
  const { embedded, relations, contradictions } = defaultSettings;
  const engine = new EmbeddedEngine(
    {
      entry: join(root, 'dist', 'embedded.mjs'),
      starterPath: join(root, 'models', 'bionote-starter.gguf'),
    },
    embedded,
  );
  const runtime = new Timed(await engine.open('auto'));
  const analysis = new Analysis({
    runtimes: { current: () => Promise.resolve(runtime) },
    cache: new ReadingCache(),
    ignored: new IgnoredPairs(),
    scheduler: new Scheduler(),
  });
  const rows: Row[] = [];
  const off = { ...relations, enabled: false };
  const quiet = { ...contradictions, enabled: false };
  const passes = [
    { title: 'first call, the engine started by it', relations: off, contradictions: quiet, warm: true },
    { title: 'entities', relations: off, contradictions: quiet },
    { title: 'entities, relations, contradictions', relations, contradictions },
    { title: 'opened again', relations, contradictions, keep: true },
  ];
  try {
    for (const pass of passes) {
      if (pass.keep !== true) await analysis.clearCache();
      analysis.configure({
        schema: clinicalSchema,
        relations: pass.relations,
        contradictions: pass.contradictions,
      });
      Object.assign(runtime, { milliseconds: 0, calls: 0 });
      const texts = pass.warm === true ? ['The patient denies chest pain.'] : await sampleTexts();
      const began = performance.now();
      for (const [index, text] of texts.entries()) {
        const uri = `bench:${index}`;
        analysis.open(uri, 1, text, true);
        await analysis.analyze(uri, { signal: new AbortController().signal });
        analysis.close(uri);
      }
      const took = performance.now() - began;
      const words = texts.join(' ').match(/\S+/g)?.length ?? 0;
      const ratio =
        runtime.calls === 0 ? 'no call' : `${(took / runtime.milliseconds).toFixed(3)} × the model's time`;
      const pace = `${Math.round((words / took) * 1000)} words/s`;
      rows.push(noted(pass.title, `${runtime.calls} calls, ${Math.round(took)} ms, ${pace}, ${ratio}`));
    }
  } finally {
    analysis.dispose();
    await runtime.dispose();
  }
  return rows;
}

function sampleTexts(): Promise<string[]> {
  return Promise.all(samples.map((name) => readFile(join(root, 'samples', name), 'utf8')));
}
