import * as vscode from 'vscode';
import type { App } from './app.js';
import { registerCommands } from './commands/register.js';
import { restingNotes } from './highlights/findings.js';
import { Highlighter } from './highlights/highlighter.js';
import { Legend } from './legend/legend.js';
import { lookAgainOnFocus } from './look-again.js';
import { NoteEditors } from './note-editors.js';
import { automaticLanguages, isAutomatic } from './note-selector.js';
import { Server } from './server.js';
import { Failures } from './status/failures.js';
import { showStatus } from './status/status.js';
import { Switched } from './switched.js';
import { VirtualDocuments } from './virtual-documents.js';
import { watchViewport } from './viewport.js';

let running: Server | undefined;

/** Builds the client's parts. The server starts with the first note, or with the first command that needs it. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('BioNote', { log: true });
  const switched = new Switched();
  const server = new Server(context, log, switched);
  running = server;
  const highlighter = new Highlighter();
  const failures = new Failures(server, context.globalState, log);
  const app: App = {
    context,
    log,
    server,
    switched,
    failures,
    editors: new NoteEditors(),
    highlighter,
    legend: new Legend(context.globalState, highlighter),
    documents: new VirtualDocuments(),
  };
  context.subscriptions.push(
    log,
    app.editors,
    highlighter,
    app.legend,
    app.documents,
    failures,
    showStatus(server),
    watchViewport(server),
    server.onAnnotations((params) => {
      highlighter.update(params);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      switched.closed(document);
    }),
    server.onStarted(() => {
      highlighter.restarted((document) => switched.get(document.uri) ?? isAutomatic(document));
    }),
    server.onStatus((status) => {
      highlighter.rested(restingNotes(status));
    }),
    lookAgainOnFocus(server, log),
    registerCommands(app),
    startWithNotes(server),
  );
}

/** Stops the server; the editor waits for it, unlike for what is only disposed of. */
export async function deactivate(): Promise<void> {
  await running?.dispose();
}

/** Starts the server as soon as a note is open; starts it again where the languages of notes have changed. */
function startWithNotes(server: Server): vscode.Disposable {
  const startFor = (documents: readonly vscode.TextDocument[]): void => {
    // A failure is told by the status; a later note tries again.
    if (documents.some(isAutomatic)) setImmediate(() => void server.start().catch(() => undefined));
  };
  let languages = automaticLanguages().join();
  startFor(vscode.workspace.textDocuments);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => {
      startFor([document]);
    }),
    vscode.workspace.onDidChangeConfiguration(() => {
      const now = automaticLanguages().join();
      if (now === languages) return;
      languages = now;
      if (server.running) void server.restart().catch(() => undefined);
      else startFor(vscode.workspace.textDocuments);
    }),
  );
}
