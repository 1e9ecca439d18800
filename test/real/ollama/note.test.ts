import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Analysis } from '../../../server/src/analysis/analysis.js';
import { ReadingCache } from '../../../server/src/asking/cache.js';
import { IgnoredPairs } from '../../../server/src/analysis/ignored-pairs.js';
import type { NoteAnalysis } from '../../../server/src/analysis/note-analysis.js';
import { Scheduler } from '../../../server/src/asking/scheduler.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import { starterName } from '../../../server/src/models/profiles.js';
import type { ModelRuntime } from '../../../server/src/models/runtime.js';
import { clinicalSchema } from '../../../server/src/tasks/schemas.js';
import { openStarter, prepareEngine, starterPath } from '../../models/embedded/starter.js';
import { ollamaSettings } from '../../models/prompts.js';
import { install, starterInstallation } from './install.js';
import { startOllama, type RealOllama } from './server.js';

const { signal } = new AbortController();

describe('a note through both engines', function () {
  this.timeout(300_000);
  let server: RealOllama;
  let runtimes: readonly ModelRuntime[];

  before(async function () {
    await prepareEngine(this);
    server = await startOllama();
    await install(server.host, starterInstallation(starterPath));
    const engine = new OllamaEngine(ollamaSettings(server.host));
    runtimes = [await engine.open(starterName, 'auto', signal), await openStarter()];
  });

  after(async () => {
    await Promise.all(runtimes.map((runtime) => runtime.dispose()));
    await (server as RealOllama | undefined)?.stop();
  });

  for (const name of ['case-report.note', 'progress-note.note']) {
    it(`gives the same entities in ${name}`, async () => {
      const text = await readFile(`samples/${name}`, 'utf8');
      const [served, own] = await Promise.all(runtimes.map((runtime) => analyze(runtime, text)));
      for (const { entities, failures } of [served!, own!]) {
        assert.deepEqual(failures, []);
        for (const { span, text: quoted } of entities) assert.equal(text.slice(span.start, span.end), quoted);
      }
      assert.ok(own!.entities.length >= 20, `${own!.entities.length} entities`);
      assert.deepEqual(labels(served!), labels(own!));
    });
  }
});

async function analyze(runtime: ModelRuntime, text: string): Promise<NoteAnalysis> {
  const analysis = new Analysis({
    runtimes: { current: () => Promise.resolve(runtime) },
    cache: new ReadingCache(undefined),
    ignored: new IgnoredPairs(undefined),
    scheduler: new Scheduler(),
  });
  analysis.configure({
    schema: clinicalSchema,
    relations: { enabled: false, threshold: 0.5 },
    contradictions: { enabled: false, threshold: 0.7, maxPairs: 0 },
  });
  analysis.open('memory:note', 1, text, true);
  const done = await analysis.analyze('memory:note', { signal });
  analysis.dispose();
  return done;
}

function labels({ entities }: NoteAnalysis): string[] {
  return entities.map(({ span, type, text }) => `${span.start}-${span.end} ${type} ${text}`);
}
