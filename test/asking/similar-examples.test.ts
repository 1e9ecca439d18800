import assert from 'node:assert/strict';
import { Asker } from '../../server/src/asking/ask.js';
import { ReadingCache } from '../../server/src/asking/cache.js';
import { Scheduler, type CallOptions } from '../../server/src/asking/scheduler.js';
import { SentenceReader } from '../../server/src/asking/sentence-reader.js';
import { SimilarExamples } from '../../server/src/asking/similar-examples.js';
import { AssistedRuntime } from '../../server/src/models/assisted-runtime.js';
import type { ModelRuntime } from '../../server/src/models/runtime.js';
import type { CorrectedNote } from '../../server/src/tasks/ner/corrected-note.js';
import type { NerExample } from '../../server/src/tasks/schema.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';
import { ScriptedRuntime } from '../analysis/scripted-runtime.js';
import { openEncoder, prepareEncoder } from '../models/encoder/encoder.js';

const options: CallOptions = { priority: () => 'background', signal: new AbortController().signal };

const plain = (sentence: string): NerExample => ({ sentence, entities: [] });

const corrected: CorrectedNote = {
  types: new Set(['problem']),
  examples: [
    { sentence: 'Fever of 39.2 since Sunday.', entities: [{ text: 'Fever', type: 'problem' }] },
    plain('Please bring your insurance card.'),
    plain('The patient lives with two cats.'),
    plain('High temperature overnight, chills.'),
    plain('He was febrile on arrival.'),
  ],
};

describe('similar examples of corrected notes', function () {
  this.timeout(60_000);
  let encoder: ModelRuntime;

  before(async () => {
    await prepareEncoder();
    encoder = await openEncoder('models/bionote-encoder');
  });
  after(() => encoder.dispose());

  function examples(
    runtime: ModelRuntime,
    notes: readonly CorrectedNote[] = [corrected],
    keyedBy?: 'presence' | 'contents',
  ): SimilarExamples {
    const asker = new Asker(new Scheduler(), new ReadingCache());
    return new SimilarExamples(asker, runtime, clinicalSchema, () => Promise.resolve(notes), keyedBy);
  }
  const assisted = (): AssistedRuntime => new AssistedRuntime(new ScriptedRuntime(), encoder);

  it('are the nearest in meaning, the nearest last', async () => {
    const found = await examples(assisted()).to('She had a fever on Sunday.', options);
    assert.equal(found.at(-1)?.sentence, 'Fever of 39.2 since Sunday.');
    assert.deepEqual(
      new Set(found.map(({ sentence }) => sentence)),
      new Set([
        'Fever of 39.2 since Sunday.',
        'High temperature overnight, chills.',
        'He was febrile on arrival.',
      ]),
    );
  });

  it('are none where nothing is similar', async () => {
    const cats = { types: corrected.types, examples: [plain('The patient lives with two cats.')] };
    assert.deepEqual(await examples(assisted(), [cats]).to('CT: 1. 2. 3.', options), []);
  });

  it('come from notes of the same schema alone', async () => {
    const other = { types: new Set(['problem', 'gene']), examples: corrected.examples };
    const empty = { types: new Set<string>(), examples: corrected.examples };
    const none = examples(assisted(), [other, empty]);
    assert.equal(await none.key(), undefined);
    assert.deepEqual(await none.to('She had a fever.', options), []);
  });

  it('go to no model that has another format, and need an encoder', async () => {
    const tuned = new AssistedRuntime(new ScriptedRuntime({ profile: { dialect: 'medtuned' } }), encoder);
    for (const runtime of [tuned, new ScriptedRuntime(), encoder]) {
      assert.deepEqual(await examples(runtime).to('She had a fever.', options), []);
    }
  });

  it('of one sentence do not depend on whether another call was cancelled', async () => {
    const shared = examples(assisted());
    const controller = new AbortController();
    const cancelled = shared.to('She had a fever.', { ...options, signal: controller.signal });
    const other = shared.to('He was febrile.', options);
    controller.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    assert.equal((await other).length, 3);
  });

  it('change the key of answers once there are some, or with each of them', async () => {
    const fewer = { ...corrected, examples: corrected.examples.slice(1) };
    const [one, two] = [examples(assisted()), examples(assisted(), [fewer])];
    assert.ok((await one.key()) !== undefined);
    assert.equal(await one.key(), await two.key());
    const [whole, part] = [
      examples(assisted(), [corrected], 'contents'),
      examples(assisted(), [fewer], 'contents'),
    ];
    assert.notEqual(await whole.key(), await part.key());
  });

  it('go to the model with the sentence, and an answer without them is another', async () => {
    const writer = new ScriptedRuntime();
    const runtime = new AssistedRuntime(writer, encoder);
    const asker = new Asker(new Scheduler(), new ReadingCache());
    const similar = new SimilarExamples(asker, runtime, clinicalSchema, () => Promise.resolve([corrected]));
    const input = { text: 'She had a fever on Sunday.' };
    await new SentenceReader(asker, runtime, clinicalSchema).read(input, options);
    const reader = new SentenceReader(asker, runtime, clinicalSchema, similar);
    assert.equal(await reader.known(input), undefined);
    await reader.read(input, options);
    const [without, shown] = writer.calls.map(({ prompt }) => prompt);
    assert.equal(without?.prefix, shown?.prefix);
    assert.doesNotMatch(without?.input ?? '', /annotated by a person/);
    assert.match(
      shown?.input ?? '',
      /^Similar sentences, annotated by a person:\n[^]*\nSentence: "Fever of 39\.2 since Sunday\."\n\{"problem":\["Fever"\]\}\nNow:\nSentence: "She had a fever on Sunday\."$/,
    );
    assert.ok(await reader.known(input));
  });
});
