import * as vscode from 'vscode';
import { mostNotes, type NoteFile } from '../folder/folder-notes.js';
import { noteFiles } from '../note-selector.js';
import { plainText } from '../plain-text.js';

/** The longest file that is read, in bytes: a text of 5 million characters, the most that is analyzed, fits. */
const longestFile = 20 * 1024 * 1024;

/** Asks for a folder: one of those that are open, or any other. */
export async function askForFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const browse = { label: vscode.l10n.t('Choose a folder …'), uri: undefined };
  const items = folders.map(({ name, uri }) => ({ label: plainText(name), uri }));
  const picked =
    items.length === 0
      ? browse
      : await vscode.window.showQuickPick([...items, browse], {
          title: vscode.l10n.t('Analyze the notes of which folder?'),
        });
  if (picked !== browse) return picked?.uri;
  const options = { canSelectFolders: true, canSelectFiles: false, canSelectMany: false };
  const [chosen] = (await vscode.window.showOpenDialog(options)) ?? [];
  return chosen;
}

/** The notes below a folder, by their names; where there are none, says so. */
export async function notesOf(folder: vscode.Uri): Promise<NoteFile[] | undefined> {
  const pattern = new vscode.RelativePattern(folder, noteFiles);
  const found = await vscode.workspace.findFiles(pattern, undefined, mostNotes + 1);
  if (found.length > mostNotes) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'BioNote: only {0} notes of this folder are analyzed. Analyze its folders one by one, or use “bionote annotate”.',
        mostNotes,
      ),
    );
  }
  if (found.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'BioNote: {0} contains no .note, .cnote or .txt file.',
        plainText(vscode.workspace.asRelativePath(folder)),
      ),
    );
    return undefined;
  }
  const base = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return found
    .slice(0, mostNotes)
    .map((uri) => ({
      uri: uri.toString(),
      name: uri.path.startsWith(base) ? uri.path.slice(base.length) : uri.path,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The text of a note: as it is in the editor where it is open, else as it is on disk. */
export async function readNote({ uri }: NoteFile): Promise<{ text: string } | { problem: string }> {
  const address = vscode.Uri.parse(uri);
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === address.toString());
  if (open) return { text: open.getText() };
  try {
    const { size } = await vscode.workspace.fs.stat(address);
    if (size > longestFile) return { problem: vscode.l10n.t('Not analyzed: longer than 5 MB.') };
    const content = await vscode.workspace.fs.readFile(address);
    return { text: await vscode.workspace.decode(content, { uri: address }) };
  } catch {
    return { problem: vscode.l10n.t('The file cannot be read.') };
  }
}
