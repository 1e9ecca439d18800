import assert from 'node:assert/strict';
import { AnalyzeRequest } from '../../server/src/shared/protocol.js';
import { send, startStream, type Handler, type Received } from '../fakes/ollama-server.js';
import { until } from '../protocol/until.js';
import { chunk, rightAnswer, saying, taskOf } from './oracle.js';
import { startOllama, uri, Workbench } from './workbench.js';

interface Row {
  readonly reply: string;
  readonly answer: Handler;
  /** Sentences that are marked as failed; none where absent. */
  readonly failed?: number;
  /** Mentions that are listed as unplaced; none where absent. */
  readonly unplaced?: number;
}

const entities = (list: readonly unknown[]): string => JSON.stringify({ entities: list });
const mention = (text: string, type = 'problem'): Record<string, unknown> => ({ text, type });

/** Writes `piece` again and again until nobody reads any more. */
const forEver =
  (piece: Record<string, unknown>): Handler =>
  (_, response) => {
    startStream(response);
    const write = (): void => {
      if (response.destroyed) return;
      for (let count = 0; count < 20; count++) send(response, piece);
      setImmediate(write);
    };
    write();
  };

const rows: readonly Row[] = [
  { reply: 'that is no JSON', answer: saying('I am sorry, I cannot help with that.'), failed: 1 },
  { reply: 'that is JSON of another shape', answer: saying('{"entities": {"fever": true}}'), failed: 1 },
  {
    reply: 'that is cut',
    answer: saying('{"entities": [{"text": "fev', { done_reason: 'length' }),
    failed: 1,
  },
  { reply: 'that loops', answer: forEver(chunk('{"text": "fever", "type": "problem"}, ')), failed: 1 },
  { reply: 'of thoughts only', answer: thinking('hm '), failed: 1 },
  {
    reply: 'of thoughts without end',
    answer: forEver(chunk('', { thinking: 'hm '.repeat(1000) })),
    failed: 1,
  },
  { reply: 'of white space without end', answer: forEver(chunk('          ')), failed: 1 },
  { reply: 'of nothing', answer: saying(''), failed: 1 },
  { reply: 'of a megabyte in one piece', answer: saying('x'.repeat(1_000_000)), failed: 1 },
  { reply: 'of a megabyte of brackets', answer: saying('['.repeat(1_000_000)), failed: 1 },
  {
    reply: 'of a megabyte of entities',
    answer: saying(entities(Array.from({ length: 30_000 }, () => mention('fever')))),
    failed: 1,
  },
  { reply: 'in another language', answer: saying('患者今天发烧，没有咳嗽。'), failed: 1 },
  {
    reply: 'with entities in another language',
    answer: saying(entities([mention('发烧'), mention('Fieber')])),
    unplaced: 2,
  },
  {
    reply: 'with entities that are not in the note',
    answer: saying(entities([mention('Ebola'), mention('fever'), mention('chest pain')])),
    unplaced: 2,
  },
  {
    reply: 'of nonsense that fits the schema',
    answer: saying(
      entities([
        mention('fever'),
        mention('fever'),
        mention('\u0000'),
        mention('\u202e'),
        mention('fever', '__proto__'),
        mention('fever', 'constructor'),
        mention('fever', '<img src=x>'),
      ]),
    ),
    unplaced: 2,
  },
  {
    reply: 'with a prototype in it',
    answer: saying('{"__proto__": {"entities": []}, "entities": 1}'),
    failed: 1,
  },
  { reply: 'of strings without their ends', answer: saying(`[${'"a\n'.repeat(20_000)}]`), failed: 1 },
  { reply: 'in lines of 3 MB', answer: saying('y'.repeat(6_000_000)), failed: 1 },
];

describe('a reply', () => {
  for (const { reply, answer, failed = 0, unplaced = 0 } of rows) {
    it(`${reply} costs its sentence, and no other`, async () => {
      const isFever = (request: Received): boolean =>
        taskOf(request) === 'ner' &&
        /Sentence: "A (?:high )?fever/.test(JSON.stringify(request.body['messages']).replaceAll('\\', ''));
      let isFaulty = true;
      const bench = await Workbench.start(
        await startOllama((request, response) =>
          isFaulty && isFever(request)
            ? answer(request, response)
            : saying(rightAnswer(request))(request, response),
        ),
        {},
        reply === 'of thoughts without end',
      );
      const { witness, editor } = bench;
      await witness.open(uri, 'There is a cough.\nA fever today.\nThere is a rash.');
      await editor.settled(uri);
      await until('the others', () =>
        ['cough/problem', 'rash/problem'].every((word) => witness.shown(uri)?.includes(word)),
      );
      assert.equal(editor.status?.problem, undefined);
      const note = editor.status?.notes?.[0];
      const counted = { failed: note?.failed, unplaced: note?.unplaced };
      assert.deepEqual(counted, { failed, unplaced });
      isFaulty = false;
      if (failed > 0) assert.equal((await editor.request(AnalyzeRequest, { uri })).failed, 0);
      await witness.replace(uri, 'A fever today', 'A high fever today');
      await witness.complete(uri);
      await bench.end();
    });
  }

  it('that fails takes nothing away that was shown of its sentence', async () => {
    const bench = await Workbench.start(await startOllama());
    const { witness, editor } = bench;
    await witness.open(uri, 'Aspirin for fever.\nNo fever today.');
    await witness.complete(uri);
    bench.ollama.on('/api/chat', saying('no'));
    await witness.replace(uri, 'No fever today', 'No fever here today');
    await until('the failure', () => editor.status?.notes?.[0]?.failed);
    await until('what is kept', () => witness.shown(uri)?.length === 3);
    await bench.end();
  });
});

/** Thinks and says nothing. */
function thinking(thought: string): Handler {
  return (_, response) => {
    startStream(response);
    send(response, chunk('', { thinking: thought }));
    send(response, { ...chunk(''), done: true, done_reason: 'stop' });
    response.end();
  };
}
