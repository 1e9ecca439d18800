import * as vscode from 'vscode';
import type { ExportResult } from '../../../server/src/shared/export.js';
import { plainText } from '../plain-text.js';
import { saveText } from './save-text.js';

/** Saves an export where the user says: one file by its name, several into a folder. Returns where, if it was saved. */
export function saveExport(result: ExportResult): Thenable<vscode.Uri | undefined> {
  const [only] = result.files;
  return only && result.files.length === 1 ? saveText(only.name, {}, () => only.text) : saveAll(result);
}

/** Writes the files of an export into a folder that the user chooses; asks before any is replaced. */
async function saveAll({ files }: ExportResult): Promise<vscode.Uri | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: vscode.l10n.t('Export here'),
    })) ?? [];
  if (!folder) return undefined;
  const targets = files.map(({ name, text }) => ({ uri: vscode.Uri.joinPath(folder, name), text }));
  const there = await Promise.all(targets.map(({ uri }) => exists(uri)));
  const replaced = targets.filter((_, index) => there[index]);
  if (replaced.length > 0) {
    const replace = vscode.l10n.t('Replace');
    const names = replaced.map(({ uri }) => plainText(vscode.workspace.asRelativePath(uri))).join(', ');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('These files already exist: {0}. Replace them?', names),
      { modal: true },
      replace,
    );
    if (answer !== replace) return undefined;
  }
  for (const { uri, text } of targets) {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  }
  return folder;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
