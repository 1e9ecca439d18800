import assert from 'node:assert/strict';
import { Asker } from '../../server/src/asking/ask.js';
import { ReadingCache } from '../../server/src/asking/cache.js';
import { Scheduler, type CallOptions } from '../../server/src/asking/scheduler.js';
import { SentenceReader } from '../../server/src/asking/sentence-reader.js';
import { askingWith } from '../../server/src/evaluation/asking/asking.js';
import { asSentence, readEntities } from '../../server/src/evaluation/asking/entities.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';
import { ScriptedRuntime } from '../analysis/scripted-runtime.js';

const { signal } = new AbortController();
const options: CallOptions = { priority: () => 'background', signal };

function readerOver(runtime: ScriptedRuntime, cache = new ReadingCache()): SentenceReader {
  return new SentenceReader(new Asker(new Scheduler(), cache), runtime, clinicalSchema);
}

describe('the reader of a sentence', () => {
  it('places what the model names, and says whether it is there', async () => {
    const { mentions, unplaced, failure } = await readerOver(new ScriptedRuntime()).read(
      { text: 'He denies fever.' },
      options,
    );
    assert.deepEqual(
      mentions.map(({ span, type, assertion }) => ({ ...span, type, assertion })),
      [{ start: 10, end: 15, type: 'problem', assertion: 'absent' }],
    );
    assert.deepEqual([unplaced, failure], [[], undefined]);
  });

  it('asks once about a sentence that two callers read in different contexts', async () => {
    const runtime = new ScriptedRuntime();
    const reader = readerOver(runtime);
    const contexts = ['Day 1.', 'Day 2.'].map((before) => ({ text: 'No fever.', before }));
    const [first, second] = await Promise.all(contexts.map((input) => reader.read(input, options)));
    assert.deepEqual(first, second);
    assert.equal(runtime.count(), 1);
  });

  it('asks once about sentences that differ only in white space, and places the words in each', async () => {
    const runtime = new ScriptedRuntime();
    const reader = readerOver(runtime);
    const texts = ['No fever was seen.', 'No\n fever was seen.'];
    const readings = await Promise.all(texts.map((text) => reader.read({ text }, options)));
    assert.deepEqual(
      readings.map(({ mentions }) => mentions.map(({ span }) => span.start)),
      [[3], [4]],
    );
    assert.equal(runtime.count(), 1);
  });

  it('knows without a call what was read, and what failed too often', async () => {
    const runtime = new ScriptedRuntime();
    const reader = readerOver(runtime);
    assert.equal(await reader.known({ text: 'No fever.' }), undefined);
    const read = await reader.read({ text: 'No fever.' }, options);
    assert.deepEqual(await reader.known({ text: 'No fever.' }), read);
    for (let attempt = 0; attempt < 3; attempt++) reader.fail('A cough.', 'timeout');
    assert.equal((await reader.known({ text: 'A cough.' }))?.failure, 'timeout');
  });

  it('serves an evaluation with what the editor has read', async () => {
    const runtime = new ScriptedRuntime();
    const cache = new ReadingCache();
    const { mentions } = await readerOver(runtime, cache).read({ text: 'No fever.' }, options);
    const asking = askingWith({ runtime, scheduler: new Scheduler(), cache, signal });
    const found = await readEntities(asSentence('No fever.'), clinicalSchema, asking);
    assert.equal(runtime.count(), 1);
    assert.deepEqual(
      found.mentions.map(({ type, spans }) => ({ type, spans })),
      mentions.map(({ type, span }) => ({ type, spans: [span] })),
    );
  });
});
