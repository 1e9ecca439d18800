import * as vscode from 'vscode';
import {
  AnalyzeTextRequest,
  AskRequest,
  CheckRequest,
  CompareRequest,
} from '../../../server/src/shared/protocol.js';
import { isNote } from '../note-selector.js';
import type { Server } from '../server.js';
import type { ToolName } from './offered-tools.js';

const longest = { statement: 500, question: 1000, path: 4096 } as const;

/**
 * Does what a chat model asks for, by the requests that the commands make, and answers with JSON. A note is named by its
 * path in a folder of the workspace; nothing else is read.
 *
 * @throws Error with a message that holds nothing of a note.
 */
export async function useTool(
  server: Pick<Server, 'request'>,
  name: ToolName,
  input: unknown,
  token: vscode.CancellationToken,
): Promise<string> {
  const text = (key: string, most: number): string => textOf(input, key, most);
  const note = async (key: string): Promise<vscode.TextDocument> => noteAt(text(key, longest.path));
  switch (name) {
    case 'bionote_annotate': {
      const document = await note('file');
      const params = { uri: document.uri.toString(), text: document.getText() };
      return JSON.stringify(await server.request(AnalyzeTextRequest, params, token));
    }
    case 'bionote_check': {
      const statement = text('statement', longest.statement);
      const params = { uri: (await note('file')).uri.toString(), statement };
      return JSON.stringify(await server.request(CheckRequest, params, token));
    }
    case 'bionote_compare': {
      const [first, second] = [await note('first'), await note('second')];
      const params = { first: first.uri.toString(), second: second.uri.toString() };
      return JSON.stringify(await server.request(CompareRequest, params, token));
    }
    case 'bionote_ask': {
      const question = text('question', longest.question);
      const params = { uri: (await note('file')).uri.toString(), question };
      return JSON.stringify(await server.request(AskRequest, params, token));
    }
  }
}

function textOf(input: unknown, key: string, most: number): string {
  const value: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, key) : undefined;
  if (typeof value !== 'string' || value.trim() === '' || value.length > most) {
    throw new Error(vscode.l10n.t('"{0}" must be text of at most {1} characters.', key, most));
  }
  return value.trim();
}

/** The note at a path in a folder of the workspace, relative to the first folder or absolute. */
async function noteAt(path: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const isAbsolute = path.startsWith('/') || /^[a-z]:[\\/]/i.test(path);
  const uri = isAbsolute || !folder ? vscode.Uri.file(path) : vscode.Uri.joinPath(folder.uri, path);
  const document = vscode.workspace.getWorkspaceFolder(uri)
    ? await vscode.workspace.openTextDocument(uri).then(
        (opened) => opened,
        () => undefined,
      )
    : undefined;
  if (document && isNote(document)) return document;
  throw new Error(
    vscode.l10n.t('This is not a note in a workspace folder. Choose a .note, .txt or .md file.'),
  );
}
