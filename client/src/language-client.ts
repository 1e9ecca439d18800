import * as vscode from 'vscode';
import {
  CloseAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type ErrorHandler,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';
import {
  clientCommands,
  serverCommands,
  serverExecArgv,
  settingsSection,
  type InitializationOptions,
} from '../../server/src/shared/protocol.js';
import type { ServerState } from './lifecycle.js';
import { noteSelector } from './note-selector.js';
import type { Switched } from './switched.js';
import { untraced } from './untraced.js';

/** A language client that leaves it to BioNote to tell the user what went wrong: once, and in the user's language. */
class QuietClient extends LanguageClient {
  /** Whether the server died so often that it is not started again. */
  givenUp = false;

  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override createDefaultErrorHandler(maxRestartCount?: number): ErrorHandler {
    const handler = super.createDefaultErrorHandler(maxRestartCount);
    return {
      error: (...args) => handler.error(...args),
      closed: async () => {
        const result = await handler.closed();
        if (result.action === CloseAction.DoNotRestart) this.givenUp = true;
        return result;
      },
    };
  }
}

/**
 * The language client, not started yet. The server runs in a process of its own, reached by Node's IPC; `onState` hears
 * what becomes of it.
 */
export function createLanguageClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  switched: Switched,
  onState: (state: ServerState) => void,
  serverKey?: string,
): LanguageClient {
  const module = context.asAbsolutePath('dist/server.cjs');
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc, options: { execArgv: [...serverExecArgv] } },
    debug: {
      module,
      transport: TransportKind.ipc,
      options: { execArgv: [...serverExecArgv, '--nolazy', '--inspect=6009'] },
    },
  };
  const options = clientOptions(context, log, switched, serverKey);
  const client = new QuietClient(settingsSection, 'BioNote', serverOptions, options);
  client.onDidChangeState(({ newState }) => {
    onState(serverState(newState, client.givenUp));
  });
  return client;
}

function serverState(state: State, givenUp: boolean): ServerState {
  switch (state) {
    case State.Starting:
      return 'starting';
    case State.Running:
      return 'running';
    case State.StartFailed:
      return 'failed';
    case State.Stopped:
      return givenUp ? 'failed' : 'stopped';
  }
}

function clientOptions(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  switched: Switched,
  serverKey: string | undefined,
): LanguageClientOptions {
  // Asked for at each start, also when a server that died is started again.
  const initializationOptions = (): InitializationOptions => ({
    storagePath: context.globalStorageUri.fsPath,
    extensionPath: context.extensionPath,
    annotations: true,
    clientCommands: true,
    switched: switched.all,
    ...(serverKey !== undefined && { serverKey }),
    ...(vscode.l10n.uri && { l10nPath: vscode.l10n.uri.fsPath }),
  });
  return {
    documentSelector: noteSelector(),
    initializationOptions,
    outputChannel: log,
    traceOutputChannel: untraced(log, vscode.LogLevel.Info),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // A hover may link to these commands and to no others; the server escapes everything else in it.
    markdown: {
      isTrusted: {
        enabledCommands: [
          clientCommands.explain,
          serverCommands.show,
          serverCommands.ignorePair,
          serverCommands.decide,
        ],
      },
      supportHtml: false,
    },
  };
}
