import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
} from 'vscode-jsonrpc/node';
import { EngineFailure } from '../embedded/engine-failure.js';
import type { FailureData } from '../embedded/messages.js';
import type { EncoderLayout } from './layout.js';
import type { LoadedEncoder } from './loaded-encoder.js';
import { EncodeRequest, LoadEncoderRequest } from './messages.js';

/**
 * The process of an encoder: a crash of ONNX Runtime ends it and nothing else. It ends itself when the language server
 * is gone.
 */
const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
let loaded: Promise<LoadedEncoder> | undefined;

connection.onRequest(LoadEncoderRequest, ({ layout, threads }) =>
  answering(async () => {
    loaded = load(layout, threads);
    await loaded;
    return null;
  }),
);

connection.onRequest(EncodeRequest, ({ question }, token) =>
  answering(async () => {
    if (!loaded) throw new EngineFailure('engine-unavailable');
    return (await loaded).encode(question, () => token.isCancellationRequested);
  }),
);

process.on('disconnect', () => {
  process.exit(0);
});

connection.listen();

/** The library is loaded here and not at the start, so that a platform without its binary can be told of. */
async function load(layout: EncoderLayout, threads: number): Promise<LoadedEncoder> {
  const library = await import('./loaded-encoder.js').catch((error: unknown) => {
    throw new EngineFailure('engine-unavailable', error);
  });
  return library.LoadedEncoder.load(layout, threads);
}

async function answering<T>(work: () => Promise<T>): Promise<T | ResponseError<FailureData>> {
  try {
    return await work();
  } catch (error) {
    const failure = error instanceof EngineFailure ? error : new EngineFailure('server-error', error);
    const { code, fault } = failure;
    return new ResponseError(-32000, code, fault === undefined ? { code } : { code, fault });
  }
}
