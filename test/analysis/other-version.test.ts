import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReadingCache } from '../../server/src/asking/cache.js';
import { sha256 } from '../../server/src/asking/cache-key.js';
import { mentionsShape } from '../../server/src/asking/cached-shapes.js';
import { entitiesKey } from '../../server/src/asking/entities-key.js';
import { nerCalls } from '../../server/src/tasks/ner/ner.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';
import { prompted } from '../tasks/prompted.js';
import { Bench, entitiesOnly } from './bench.js';
import { ScriptedRuntime } from './scripted-runtime.js';

const sentence = 'He has fever.';

/** The key of the sentence's entities under a version of the cache, made of the same parts as the product's. */
function keyUnder(version: string, { model, profile }: ScriptedRuntime): string {
  const calls = nerCalls({ text: sentence }, clinicalSchema, profile);
  const prompts = calls.map((call) => prompted(call).prompt);
  return sha256(
    version,
    model.digest,
    ...prompts.flatMap(({ task, dialect, version: wording, prefix, input }) => [
      task,
      dialect,
      wording,
      prefix,
      input,
    ]),
    sentence,
    ...clinicalSchema.entities.map(({ name }) => name),
  );
}

describe('a cache on disk that another version wrote', () => {
  let storage: string;

  beforeEach(async () => {
    storage = await mkdtemp(join(tmpdir(), 'bionote-version-'));
  });

  afterEach(async () => {
    await rm(storage, { recursive: true, force: true });
  });

  /** What the note shows, and how many calls it took, with an answer kept on disk under a version. */
  async function shownWith(version: string): Promise<{ shown: string[]; calls: number }> {
    const runtime = new ScriptedRuntime();
    const written = new ReadingCache(storage);
    // Of the shape that this version keeps, so that the version alone can tell it.
    written.set(keyUnder(version, runtime), [{ text: 'He', type: 'anatomy' }]);
    await written.flush();
    const bench = new Bench(runtime, { storage, settings: entitiesOnly });
    bench.open(sentence);
    const { entities } = await bench.analyze();
    await bench.cache.flush();
    return { shown: entities.map(({ text, type }) => `${text}/${type}`), calls: runtime.calls.length };
  }

  for (const version of ['0', '2']) {
    it(`is not met where it is version ${version}: the sentence is read anew`, async () => {
      assert.deepEqual(await shownWith(version), { shown: ['fever/problem'], calls: 1 });
    });
  }

  it('is met where the version is this one’s, so that nothing else kept them apart', async () => {
    const runtime = new ScriptedRuntime();
    assert.equal(keyUnder('1', runtime), entitiesKey(runtime, clinicalSchema, sentence));
    assert.deepEqual(await shownWith('1'), { shown: ['He/anatomy'], calls: 0 });
  });

  it('stays for the other version, which finds its own again', async () => {
    await shownWith('0');
    const cache = new ReadingCache(storage);
    const kept = await cache.get(keyUnder('0', new ScriptedRuntime()), mentionsShape);
    assert.deepEqual(kept, [{ text: 'He', type: 'anatomy' }]);
  });
});
