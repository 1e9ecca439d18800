import assert from 'node:assert/strict';
import {
  AskRequest,
  ClassifyRequest,
  DialogueRequest,
  MedicationsRequest,
  SummarizeRequest,
} from '../../server/src/shared/protocol.js';
import { send, startStream, type Handler, type Received } from '../fakes/ollama-server.js';
import { chunk, rightAnswer, saying } from './oracle.js';
import { startOllama, uri, Workbench } from './workbench.js';

const text = 'Doctor: Any fever?\nPatient: I take aspirin for fever.\nDoctor: Good.\n';
const evidence = ['I take aspirin for fever.'];

/** The right reply of each task, by the key that its schema has. */
const right: Readonly<Record<string, unknown>> = {
  answer: { answer: 'aspirin', sentence: 'I take aspirin for fever.', evidence },
  sentences: { sentences: [{ text: 'I take aspirin for fever.', evidence }] },
  medications: {
    medications: [
      { drug: 'aspirin', dose: '', route: '', frequency: '', reason: 'fever', status: 'active', evidence },
    ],
  },
  lines: { lines: [{ section: 'Medications', text: 'I take aspirin for fever.', turns: [2] }] },
  applies: { applies: 'yes' },
};

/** The key of the task that a request is for; `undefined` if it is one that marks or compares. */
function writtenKey({ body }: Received): string | undefined {
  const { properties = {} } = (body['format'] ?? {}) as { properties?: Record<string, unknown> };
  return Object.keys(right).find((key) => key in properties);
}

const requests = {
  answer: (bench: Workbench) => bench.editor.request(AskRequest, { uri, question: 'What does he take?' }),
  sentences: (bench: Workbench) => bench.editor.request(SummarizeRequest, { uri, form: 'paragraph' }),
  medications: (bench: Workbench) => bench.editor.request(MedicationsRequest, { uri }),
  lines: (bench: Workbench) => bench.editor.request(DialogueRequest, { uri }),
  applies: (bench: Workbench) => bench.editor.request(ClassifyRequest, { uri, labels: ['fever'] }),
} as const;

/** Writes `content` again and again until nobody reads any more. */
function endless(content: string): Handler {
  return (_, response) => {
    startStream(response);
    const write = (): void => {
      if (response.destroyed) return;
      for (let count = 0; count < 20; count++) send(response, chunk(content));
      setImmediate(write);
    };
    write();
  };
}

const replies: readonly (readonly [what: string, answer: Handler])[] = [
  ['that never ends', endless('{"text": "I take aspirin for fever.", "evidence": []}, ')],
  ['of white space that never ends', endless('          ')],
  ['in another language', saying('患者今天发烧，没有咳嗽。')],
  ['that is no JSON', saying('I am sorry, I cannot help with that.')],
  ['of nothing', saying('')],
  ['that is cut', saying('{"sentences": [{"text": "I take asp', { done_reason: 'length' })],
  ['of a megabyte of brackets', saying('['.repeat(1_000_000))],
];

/** Whether anything in a result is said to be supported, or to apply. */
function claims(result: unknown): boolean {
  const said = JSON.stringify(result);
  return said.includes('"support":"supported"') || said.includes('"applies":true');
}

describe('a reply to what is to be written about a note', () => {
  for (const [what, answer] of replies) {
    it(`${what} ends, supports nothing, and costs no later one`, async () => {
      let isFaulty = true;
      const bench = await Workbench.start(
        await startOllama((request, response) => {
          const key = writtenKey(request);
          if (key === undefined) return judging(request, response);
          return (isFaulty ? answer : saying(JSON.stringify(right[key])))(request, response);
        }),
      );
      await bench.witness.open(uri, text);
      await bench.editor.settled(uri);
      for (const [key, ask] of Object.entries(requests)) {
        isFaulty = true;
        const spoiled = await ask(bench);
        assert.equal(claims(spoiled), false, key);
        assert.equal(bench.editor.status?.problem, undefined, key);
        isFaulty = false;
        assert.equal(claims(await ask(bench)), true, key);
      }
      await bench.end();
    }).timeout(120_000);
  }
});

/** Marks rightly, and says yes to what a premise holds. */
const judging: Handler = (request, response) => {
  const messages = request.body['messages'] as readonly { readonly content: string }[];
  const isInference = (messages.at(-1)?.content ?? '').includes('Hypothesis: ');
  return saying(isInference ? '{"label": "entailment"}' : rightAnswer(request))(request, response);
};
