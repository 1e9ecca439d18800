import { PassThrough } from 'node:stream';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { compose } from '../../server/src/compose.js';
import type { Models } from '../../server/src/session/parts.js';
import { startServer } from '../../server/src/session/server.js';
import { realTimer, type Timer } from '../../server/src/shared/timer.js';
import { Editor, type EditorOptions } from './editor.js';

/** Real time, but what waits for seconds waits for tens of milliseconds, so that a test of progress is short. */
const hasty: Timer = (callback, milliseconds) => realTimer(callback, milliseconds / 20);

/**
 * A server in this process over real streams, with `models` in place of the engines. The streams are never
 * ended: the server would end the process with them, and the tests would look well having stopped early.
 */
export function startInProcess(models: Models, options: EditorOptions = {}): Promise<Editor> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  startServer(connection, {
    timer: hasty,
    build: ({ storagePath, extensionPath }) => compose(models, storagePath, extensionPath),
  });
  return Editor.start(toClient, toServer, {
    ...options,
    initializationOptions: { annotations: true, clientCommands: true, ...options.initializationOptions },
  });
}
