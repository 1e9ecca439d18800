import * as vscode from 'vscode';

/**
 * Asks where to save, which also asks before a file is replaced, and writes the text there.
 *
 * @param text makes the text for the chosen path.
 */
export async function saveText(
  name: string,
  filters: Readonly<Record<string, string[]>>,
  text: (path: string) => string,
): Promise<vscode.Uri | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const target = await vscode.window.showSaveDialog({
    filters: { ...filters },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
  });
  if (!target) return undefined;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text(target.path)));
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('BioNote: saved {0}', vscode.workspace.asRelativePath(target)),
    8000,
  );
  return target;
}
