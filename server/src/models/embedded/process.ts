import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
  type CancellationToken,
} from 'vscode-jsonrpc/node';
import type { TokenLogprob } from '../../tasks/task.js';
import type { ReplyStatistics } from '../runtime.js';
import { EngineFailure } from './engine-failure.js';
import { generate } from './generation.js';
import {
  ChunkNotification,
  GenerateRequest,
  LoadRequest,
  type FailureData,
  type GenerateParams,
} from './messages.js';
import { loadModel, type LoadedModel } from './model.js';

/** How long pieces of a reply are gathered before they are sent, in milliseconds. */
const gatherFor = 15;

/**
 * The process of the embedded engine: a crash of the model's runtime ends it and nothing else. It ends itself
 * when the language server is gone.
 */
const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
let loaded: Promise<LoadedModel> | undefined;
let turn: Promise<unknown> = Promise.resolve();

connection.onRequest(LoadRequest, (params) =>
  answering(async () => {
    loaded = loadModel(params);
    const { sequence } = await loaded;
    return { contextLength: sequence.contextSize };
  }),
);

connection.onRequest(GenerateRequest, (params, token) => {
  const answer = turn.then(() => answering(() => reply(params, token)));
  turn = answer.catch(() => undefined);
  return answer;
});

process.on('disconnect', () => {
  process.exit(0);
});

connection.listen();

async function reply({ id, prompt }: GenerateParams, token: CancellationToken): Promise<ReplyStatistics> {
  if (!loaded) throw new EngineFailure('engine-unavailable');
  const model = await loaded;
  let text = '';
  let tokens: TokenLogprob[] = [];
  let sent = performance.now();
  const send = async (): Promise<void> => {
    if (text === '' && tokens.length === 0) return;
    const chunk = { id, text, ...(prompt.topLogprobs === undefined ? {} : { tokens }) };
    text = '';
    tokens = [];
    sent = performance.now();
    await connection.sendNotification(ChunkNotification, chunk);
  };
  const statistics = await generate(
    model,
    prompt,
    (piece) => {
      text += piece.text;
      if (piece.logprob) tokens.push(piece.logprob);
      if (performance.now() - sent >= gatherFor) void send();
    },
    () => {
      void connection.sendNotification(ChunkNotification, { id, text: '' });
    },
    () => token.isCancellationRequested,
  );
  await send();
  return statistics;
}

async function answering<T>(work: () => Promise<T>): Promise<T | ResponseError<FailureData>> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof EngineFailure ? error.code : 'server-error';
    return new ResponseError(-32000, code, { code });
  }
}
