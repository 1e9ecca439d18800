import * as vscode from 'vscode';
import type { App } from './app.js';
import { Checks } from './checks/checks.js';
import { showChecks } from './checks/checks-view.js';
import { goToPlace } from './commands/go-to.js';
import { runCommand } from './commands/run.js';
import { FolderProblems } from './folder/folder-problems.js';
import { FolderResults } from './folder/folder-results.js';
import { FolderReviews } from './folder/folder-reviews.js';
import { showFolder } from './folder/folder-view.js';
import { StatisticsPanel } from './folder/statistics-panel.js';
import { GraphPanel } from './graph/graph-panel.js';
import { restingNotes } from './highlights/findings.js';
import { Highlighter } from './highlights/highlighter.js';
import { Legend } from './legend/legend.js';
import { LineRelations } from './line-relations/line-relations.js';
import { lookAgainOnFocus } from './look-again.js';
import { NoteEditors } from './note-editors.js';
import { automaticLanguages, isAutomatic } from './note-selector.js';
import { Filter } from './panel/findings-filter.js';
import { FindingsSource } from './panel/findings-source.js';
import { FindingsPanel } from './panel/findings-panel.js';
import { Server } from './server.js';
import { Failures } from './status/failures.js';
import { showStatus } from './status/status.js';
import type { Switched } from './switched.js';
import type { UseTool } from './tools/offered-tools.js';
import { useTool } from './tools/use-tool.js';
import { VirtualDocuments } from './virtual-documents.js';
import { watchViewport } from './viewport.js';
import { WrittenPages } from './written/written-pages.js';

/** What the extension's entry needs of the client. */
export interface Client {
  /** Carries out a command by its id. What it throws becomes a notification, unless it was cancelled. */
  run(command: string, args: readonly unknown[]): Promise<unknown>;
  /** Does what a chat model asks for, once the user has confirmed it. */
  readonly useTool: UseTool;
  /** Stops the server; never rejects. */
  stop(): Promise<void>;
}

/** Builds the client's parts. The server starts with the first note, or with the first command that needs it. */
export function startClient(context: vscode.ExtensionContext, switched: Switched): Client {
  const log = vscode.window.createOutputChannel('BioNote', { log: true });
  const server = new Server(context, log, switched);
  const editors = new NoteEditors((document) => switched.get(document.uri) ?? isAutomatic(document));
  const highlighter = new Highlighter();
  const failures = new Failures(server, context.globalState, log);
  const findings = new FindingsSource(server, editors);
  const filter = new Filter(context.workspaceState);
  const folder = new FolderResults();
  const reviews = new FolderReviews(server, folder);
  const documents = new VirtualDocuments();
  const pages = new WrittenPages(documents, (uri, version, { range, text }) =>
    goToPlace({ uri: uri.toString(), version, range, text }),
  );
  const panel = new FindingsPanel({ findings, filter, server, failures });
  const app: App = {
    context,
    log,
    server,
    switched,
    failures,
    editors,
    highlighter,
    documents,
    pages,
    findings,
    filter,
    panel,
    checks: new Checks(),
    graph: new GraphPanel(context.extensionUri, findings, filter),
    lineRelations: new LineRelations(context.globalState, findings, filter),
    folder,
    folderProblems: new FolderProblems(folder, filter),
    statistics: new StatisticsPanel(folder, filter),
  };
  context.subscriptions.push(
    log,
    app.editors,
    highlighter,
    new Legend(context.globalState, highlighter, editors),
    app.documents,
    pages,
    findings,
    filter,
    app.graph,
    app.lineRelations,
    app.folderProblems,
    app.statistics,
    reviews,
    showFolder(folder, filter, reviews),
    panel,
    showChecks(app.checks),
    failures,
    showStatus(server, editors, switched),
    watchViewport(server),
    server.onAnnotations((params) => {
      highlighter.update(params);
    }),
    server.onStarted(() => {
      highlighter.restarted((document) => switched.get(document.uri) ?? isAutomatic(document));
    }),
    server.onStatus((status) => {
      highlighter.rested(restingNotes(status));
    }),
    lookAgainOnFocus(server, log),
    startWithNotes(server, switched),
  );
  return {
    run: (command, args) => runCommand(app, command, args),
    useTool: (name, input, token) => useTool(server, name, input, token),
    stop: () => server.dispose(),
  };
}

/** Starts the server as soon as a note is open; starts it again where the languages of notes have changed. */
function startWithNotes(server: Server, switched: Switched): vscode.Disposable {
  const startFor = (documents: readonly vscode.TextDocument[]): void => {
    // A failure is told by the status; a later note tries again.
    const wanted = documents.some((document) => switched.get(document.uri) ?? isAutomatic(document));
    if (wanted) setImmediate(() => void server.start().catch(() => undefined));
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
