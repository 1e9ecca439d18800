import * as vscode from 'vscode';
import { noteLanguage, settingsSection } from '../../server/src/shared/protocol.js';

/** Where documents are written by a person; not the output panel, and not another version from source control. */
const schemes = ['file', 'untitled', 'vscode-vfs'];

/** The files that are offered as notes, as a pattern. */
export const noteFiles = '**/*.{note,cnote,txt}';

/** Languages that are analyzed on command, and without being asked where the settings name them. */
const onCommandLanguages = ['plaintext', 'markdown'];

/** Languages that are analyzed without being asked: those of one document's settings, or of every folder's. */
export function automaticLanguages(document?: vscode.TextDocument): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const scopes = document ? [document] : [undefined, ...folders];
  const named = scopes.flatMap((scope) =>
    vscode.workspace.getConfiguration(settingsSection, scope).get<readonly unknown[]>('languages', []),
  );
  const others = named.filter((language) => typeof language === 'string');
  return [...new Set([noteLanguage, ...others])];
}

/** Whether a document is analyzed only when somebody asks. */
export function isOnCommand(document: vscode.TextDocument): boolean {
  return onCommandLanguages.includes(document.languageId) && isNote(document) && !isAutomatic(document);
}

/** The documents that the server is told of. */
export function noteSelector(): { language: string; scheme: string }[] {
  const languages = new Set([...automaticLanguages(), ...onCommandLanguages]);
  return [...languages].flatMap((language) => schemes.map((scheme) => ({ language, scheme })));
}

/** Whether a document can be analyzed. */
export function isNote(document: vscode.TextDocument): boolean {
  return vscode.languages.match(noteSelector(), document) > 0;
}

/** Whether a document is analyzed without being asked. */
export function isAutomatic(document: vscode.TextDocument): boolean {
  return schemes.includes(document.uri.scheme) && automaticLanguages(document).includes(document.languageId);
}
