import * as vscode from 'vscode';
import type { NoteStatus } from '../../../server/src/shared/protocol.js';
import { automaticLanguages, isAutomatic } from '../note-selector.js';
import type { NoteEditors } from '../note-editors.js';
import type { Server } from '../server.js';
import type { Switched } from '../switched.js';
import { nextCommand } from './next-command.js';
import { statusView, type StatusView } from './view.js';

const severities = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
} as const;

/** A note with failed pieces or a setting that is wrong shows at a glance, whichever it is. */
const icons = { information: '$(beaker)', warning: '$(warning)', error: '$(error)' } as const;

/**
 * Engine, model, device and progress, in the language status and, while a note is open, in one item of the status
 * bar. Keeps the context keys that commands are enabled by.
 */
export function showStatus(
  server: Server,
  editors: Pick<NoteEditors, 'analyzed'>,
  switched: Switched,
): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('bionote.status', automaticLanguages());
  item.name = 'BioNote';
  const bar = vscode.window.createStatusBarItem('bionote.status', vscode.StatusBarAlignment.Right, 100);
  bar.name = 'BioNote';

  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const switchedOff =
      document !== undefined && isAutomatic(document) && switched.get(document.uri) === false;
    // The note keeps its status while something else has the focus.
    const told = switchedOff ? document : editors.analyzed;
    const note = told && noteOf(told, server);
    const view = statusView(server.status, note, vscode.l10n, switchedOff);
    const command = nextCommand(server.status, vscode.l10n, switchedOff);
    item.text = view.text;
    item.detail = view.detail;
    item.severity = severities[view.severity];
    item.busy = view.busy;
    item.command = command;
    fillBar(bar, view, command);
    const inFront = document && noteOf(document, server);
    const active = inFront !== undefined && inFront.state !== 'off';
    item.selector = [...automaticLanguages(), ...(active && document ? [document.languageId] : [])];
    if (told) bar.show();
    else bar.hide();
    setContext('bionote.activeHere', active);
    setContext('bionote.cannotExplain', server.status?.explains === false);
    setContext('bionote.analyzable', document !== undefined && isAutomatic(document));
  };

  update();
  return vscode.Disposable.from(
    item,
    bar,
    server.onStatus(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    new vscode.Disposable(switched.onDidChange(update)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('bionote.languages')) update();
    }),
  );
}

/** What the server says of one document. */
export function noteOf(document: vscode.TextDocument, server: Server): NoteStatus | undefined {
  const uri = document.uri.toString();
  return server.status?.notes?.find((note) => vscode.Uri.parse(note.uri).toString() === uri);
}

function fillBar(bar: vscode.StatusBarItem, view: StatusView, command: vscode.Command): void {
  const icon = view.busy ? '$(loading~spin)' : view.off ? '$(circle-slash)' : icons[view.severity];
  bar.text = `${icon} ${view.text}`;
  bar.tooltip = view.detail === '' ? 'BioNote' : `BioNote: ${view.detail}`;
  bar.command = command;
  bar.accessibilityInformation = { label: `BioNote: ${view.text}. ${view.detail}` };
  bar.backgroundColor =
    view.severity === 'error' ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
