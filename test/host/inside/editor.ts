import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';

const pause = 100;

/**
 * Asks again until there is an answer.
 *
 * @throws When `probe` has given `undefined` for `deadline` milliseconds; `what` says what was awaited.
 */
export async function until<T>(
  what: string,
  probe: () => T | undefined | PromiseLike<T | undefined>,
  deadline = 60_000,
): Promise<T> {
  const end = Date.now() + deadline;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new assert.AssertionError({ message: `Not within ${deadline} ms: ${what}` });
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

export function workspaceFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the window has a folder');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the workspace in an editor. */
export async function openNote(name: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(workspaceFile(name));
  return vscode.window.showTextDocument(document);
}

/** Writes a file into the workspace's folder and opens it. */
export async function openNew(name: string, contents: string | Uint8Array): Promise<vscode.TextEditor> {
  await writeFile(path.join(workspaceFile('.').fsPath, name), contents);
  return openNote(name);
}

/** Closes every editor; what was typed is saved first, since the editor would ask. */
export async function closeAll(): Promise<void> {
  await vscode.workspace.saveAll(true);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** An entity as the outline shows it. */
export interface Outlined {
  readonly name: string;
  readonly detail: string;
  readonly range: vscode.Range;
  /** Title of its section. */
  readonly section?: string;
}

/** What an outline holds. */
export interface Outline {
  readonly sections: readonly string[];
  readonly entities: readonly Outlined[];
}

/** The sections and the entities of a document's outline as the server gives them now. */
export async function outlineOf(document: vscode.TextDocument): Promise<Outline> {
  // The editor asks each provider once for each version of a document; another provider makes it ask again.
  const other = vscode.languages.registerDocumentSymbolProvider(
    { pattern: '**' },
    { provideDocumentSymbols: () => [] },
  );
  try {
    return await outlineShown(document);
  } finally {
    other.dispose();
  }
}

/** The sections and the entities that the editor's own outline shows; empty where there is none. */
export async function outlineShown(document: vscode.TextDocument): Promise<Outline> {
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  const sections: string[] = [];
  const entities: Outlined[] = [];
  const visit = ({ name, detail, kind, range, children }: vscode.DocumentSymbol, section?: string): void => {
    if (kind === vscode.SymbolKind.Namespace) {
      sections.push(name);
      for (const child of children) visit(child, name);
    } else entities.push({ name, detail, range, ...(section !== undefined && { section }) });
  };
  for (const symbol of symbols ?? []) visit(symbol);
  return { sections, entities };
}

/** Waits until a hover says that the first occurrence of `name` is an entity, and returns its range. */
export function entityNamed(
  document: vscode.TextDocument,
  name: string,
): Promise<{ readonly range: vscode.Range }> {
  return until(`an entity "${name}" in ${path.basename(document.fileName)}`, async () => {
    const start = document.getText().indexOf(name);
    if (start < 0) return undefined;
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(start),
    );
    const range = hovers.find((hover) => hover.range && document.getText(hover.range) === name)?.range;
    return range && { range };
  });
}

/** The range of the first occurrence of `text`. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `the document holds "${text}"`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** The Markdown of the hovers at the first occurrence of `text`. */
export async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : JSON.stringify(content)))
    .join('\n\n');
}

/** The contradictions that BioNote reports in a document. */
export function contradictionsIn(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source, code }) => source === 'BioNote' && code === 'contradiction');
}

/** Changes a user setting until the returned function puts it back. */
export async function withSetting(name: string, value: unknown): Promise<() => Promise<void>> {
  const settings = vscode.workspace.getConfiguration();
  const before = settings.inspect(name)?.globalValue;
  await settings.update(name, value, vscode.ConfigurationTarget.Global);
  return async () => {
    await vscode.workspace.getConfiguration().update(name, before, vscode.ConfigurationTarget.Global);
  };
}

/** Asserts that every entity's range holds exactly the text that the outline names. */
export async function assertGrounded(document: vscode.TextDocument): Promise<void> {
  for (const { name, range } of (await outlineOf(document)).entities) {
    assert.equal(document.getText(range).replace(/\s+/g, ' ').trim(), name);
  }
}
