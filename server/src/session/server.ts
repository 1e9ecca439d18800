import * as l10n from '@vscode/l10n';
import {
  DidChangeConfigurationNotification,
  ErrorCodes,
  ResponseError,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { serverCapabilities } from './capabilities.js';
import { bindCustomMessages } from './custom-messages.js';
import { loggable } from './failure.js';
import { quietly, safeTimer, type Log } from './safely.js';
import { clientFeaturesOf, readInitializationOptions } from './initialization.js';
import { bindLanguageFeatures } from './language-features.js';
import type { Environment } from './parts.js';
import { settingsSection } from '../shared/protocol.js';
import { realTimer } from '../shared/timer.js';
import { Session } from './session.js';
import { watchReviews } from './watched-reviews.js';

/**
 * How long a shutdown waits for pending writes, in milliseconds. Editors give a server two seconds; a result
 * that does not reach the disk in time is computed again.
 */
const shutdownDeadline = 1500;

/**
 * Serves BioNote over `connection` with the parts that `environment` builds. The connection starts to listen
 * here; it ends as LSP says, with `shutdown` and `exit`.
 */
export function startServer(connection: Connection, environment: Environment): void {
  let current: Session | undefined;
  let isShutDown = false;
  const session = (): Session => {
    if (!current) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'not initialized');
    if (isShutDown) throw new ResponseError(ErrorCodes.InvalidRequest, 'the server was shut down');
    return current;
  };
  const log: Log = (line) => {
    connection.console.error(line);
  };

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const options = readInitializationOptions(params.initializationOptions);
    if (options.l10nPath !== undefined) useTranslations(options.l10nPath, log);
    const features = clientFeaturesOf(params.capabilities, options);
    const timer = safeTimer(environment.timer, log);
    const parts = environment.build(options);
    current = new Session(connection, features, parts, { ...environment, timer }, options, log);
    return { capabilities: serverCapabilities(features), serverInfo: { name: 'BioNote' } };
  });
  connection.onInitialized(() =>
    quietly('initialized', log, async () => {
      if (session().client.configurationChanges) {
        await connection.client.register(DidChangeConfigurationNotification.type, {
          section: settingsSection,
        });
      }
      await session().start();
      if (session().client.fileChanges) await watchReviews(connection);
    }),
  );
  connection.onDidChangeConfiguration(({ settings }) =>
    quietly('configuration', log, () => session().configure(settings)),
  );
  connection.onShutdown(() =>
    quietly('shutdown', log, () => {
      isShutDown = true;
      return Promise.race([current?.dispose(), elapsed(shutdownDeadline)]);
    }),
  );

  connection.onDidOpenTextDocument(({ textDocument }) =>
    quietly('open', log, () => {
      // A client may send anything, and a document without text would fail unseen.
      const { text } = textDocument as { readonly text?: unknown };
      if (typeof text !== 'string') throw new TypeError('a document without text');
      return session().notes.open(textDocument);
    }),
  );
  connection.onDidChangeTextDocument((params) =>
    quietly('change', log, () => {
      session().notes.change(params);
    }),
  );
  connection.onDidSaveTextDocument(({ textDocument }) =>
    quietly('save', log, () => {
      const { notes, reviews } = session();
      notes.save(textDocument.uri);
      if (notes.view(textDocument.uri)) {
        return reviews.saved(textDocument.uri, notes.document(textDocument.uri).getText());
      }
      return undefined;
    }),
  );
  connection.onDidChangeWatchedFiles(({ changes }) =>
    quietly('watched files', log, () => session().reviews.changedOutside(changes.map(({ uri }) => uri))),
  );
  connection.onDidCloseTextDocument(({ textDocument }) =>
    quietly('close', log, () => {
      session().close(textDocument.uri);
    }),
  );

  bindLanguageFeatures(connection, session);
  bindCustomMessages(connection, session);
  connection.listen();
}

/**
 * Resolves after `milliseconds` of real time: a test that speeds up everything else still lets a shutdown
 * write.
 */
function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    realTimer(resolve, milliseconds);
  });
}

/** A bundle that cannot be read leaves everything in English. */
function useTranslations(fsPath: string, log: Log): void {
  try {
    l10n.config({ fsPath });
  } catch (error) {
    log(`translations: ${loggable(error)}`);
  }
}
