import * as vscode from 'vscode';
import { plainText } from '../plain-text.js';
import { annotatorNames } from '../review/annotator-names.js';

/** How many files of the workspace are offered. */
const maxFiles = 50;

/** An annotator of a note. */
export interface AnnotatorFile {
  readonly name: string;
  readonly uri: vscode.Uri;
}

interface Item extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
  readonly browse?: 'files' | 'folders';
}

/** The annotators of a note by their files. */
export function annotatorsOf(note: vscode.Uri, files: readonly vscode.Uri[]): AnnotatorFile[] {
  const distinct = [...new Map(files.map((uri) => [uri.toString(), uri])).values()];
  const names = annotatorNames(
    distinct.map(({ path }) => path),
    stemOf(note),
  );
  return distinct.map((uri, index) => ({ name: names[index] ?? uri.path, uri }));
}

/**
 * Lets the user choose the standoff files of a note's annotators: those of its name in the folders of the workspace, or
 * any others, one by one or by their folders. `before` are checked.
 */
export async function chooseAnnotators(
  note: vscode.Uri,
  before: readonly vscode.Uri[],
): Promise<AnnotatorFile[] | undefined> {
  const known = new Map((await filesNamedAs(note)).map((uri) => [uri.toString(), uri]));
  for (const uri of before) known.set(uri.toString(), uri);
  const found = annotatorsOf(note, [...known.values()]);
  const checked = new Set(before.map(String));
  const items: Item[] = found.map(({ name, uri }) => ({
    label: plainText(name),
    description: plainText(vscode.workspace.asRelativePath(uri)),
    uri,
    // Where there are just two, these are meant.
    picked: checked.size > 0 ? checked.has(uri.toString()) : found.length === 2,
  }));
  const chosen = await vscode.window.showQuickPick<Item>(
    [
      ...items,
      { label: vscode.l10n.t('Choose files …'), browse: 'files' },
      { label: vscode.l10n.t('Choose folders …'), browse: 'folders' },
    ],
    {
      canPickMany: true,
      title: vscode.l10n.t('Which annotators of this note do you want to adjudicate?'),
      placeHolder: vscode.l10n.t('Check two or more'),
      matchOnDescription: true,
    },
  );
  if (!chosen || chosen.length === 0) return undefined;
  const files = chosen.flatMap(({ uri }) => uri ?? []);
  for (const { browse } of chosen) if (browse) files.push(...(await browsed(note, browse)));
  return annotatorsOf(note, files);
}

async function filesNamedAs(note: vscode.Uri): Promise<vscode.Uri[]> {
  const name = `${stemOf(note)}.ann`;
  // A name may hold what a pattern takes for its own.
  const found = await vscode.workspace.findFiles(
    `**/${name.replace(/[[\]{}?*]/g, '?')}`,
    undefined,
    maxFiles,
  );
  const gold = vscode.Uri.joinPath(note, '..', name).toString();
  return found
    .filter((uri) => uri.path.endsWith(`/${name}`) && uri.toString() !== gold)
    .toSorted((a, b) => a.path.localeCompare(b.path));
}

async function browsed(note: vscode.Uri, what: 'files' | 'folders'): Promise<vscode.Uri[]> {
  const isFolder = what === 'folders';
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: true,
    canSelectFiles: !isFolder,
    canSelectFolders: isFolder,
    ...(!isFolder && { filters: { brat: ['ann'] } }),
    openLabel: vscode.l10n.t('Choose'),
  });
  return (chosen ?? []).map((uri) => (isFolder ? vscode.Uri.joinPath(uri, `${stemOf(note)}.ann`) : uri));
}

/** The name of a file without its extension. */
function stemOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
}
