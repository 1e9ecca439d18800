import * as vscode from 'vscode';
import { AnalyzeTextRequest } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { conceptTable } from '../folder/concept-table.js';
import { analyzeNotes, mostNotes, type FolderRun, type NoteFile } from '../folder/folder-notes.js';
import { folderStatistics } from '../folder/statistics.js';
import { noteFiles } from '../note-selector.js';
import { plainText } from '../plain-text.js';
import { failureOf } from '../status/notice.js';
import { foundText } from '../status/view.js';
import { Newest } from './newest.js';
import { saveText } from './save-text.js';

/** The longest file that is read, in bytes: a text of 5 million characters, the most that is analyzed, fits. */
const longestFile = 20 * 1024 * 1024;

const runs = new Newest();

/** Analyzes every note of a folder in the background; a newer run ends an older one. Returns how far it came. */
export async function analyzeFolder(app: App, given?: unknown): Promise<FolderRun | undefined> {
  const folder = given instanceof vscode.Uri ? given : await askForFolder();
  if (!folder) return undefined;
  const name = vscode.workspace.asRelativePath(folder);
  const files = await notesOf(folder);
  if (files.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('BioNote: {0} holds no .note, .cnote or .txt file.', plainText(name)),
    );
    return undefined;
  }
  await app.server.start();
  await vscode.commands.executeCommand('bionote.folder.focus');
  const run = runs.begin();
  const title = vscode.l10n.t('BioNote: analyzing {0}', plainText(name));
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const source = new vscode.CancellationTokenSource();
      token.onCancellationRequested(() => {
        source.cancel();
      });
      run.signal.addEventListener('abort', () => {
        source.cancel();
      });
      try {
        return await analyzeNotes(name, files, {
          read,
          analyze: (uri, text) => app.server.request(AnalyzeTextRequest, { uri, text }, source.token),
          problemOf: (error) =>
            failureOf(error) || !app.server.running
              ? undefined
              : error instanceof Error
                ? error.message
                : String(error),
          isStopped: () => source.token.isCancellationRequested,
          report: (now) => {
            if (!run.isNewest()) return;
            app.folder.set(now);
            const next = files[now.notes.length]?.name ?? '';
            progress.report({
              message: vscode.l10n.t('{0} of {1}: {2}', now.notes.length, now.total, plainText(next)),
              increment: now.notes.length === 0 ? 0 : 100 / now.total,
            });
          },
        });
      } finally {
        source.dispose();
      }
    },
  );
  if (run.isNewest() && outcome.state === 'done') void tell(app, outcome);
  return outcome;
}

/** Shows the statistics of the folder that was analyzed last; asks for a folder if there is none. */
export async function showStatistics(app: App): Promise<void> {
  if (!app.folder.latest && !(await analyzeFolder(app))) return;
  app.statistics.show();
}

/** Saves the table of concepts × notes of the folder that was analyzed last, as CSV. */
export async function saveFolderTable({ folder, filter }: App): Promise<void> {
  const { latest } = folder;
  if (!latest) return;
  await saveText('concepts.csv', { CSV: ['csv'] }, () =>
    conceptTable(folderStatistics(latest.notes, filter.now)),
  );
}

/** Says what came of a run, and offers what can be done with it. */
async function tell(app: App, run: FolderRun): Promise<void> {
  const { filter, folderProblems } = app;
  const statistics = folderStatistics(run.notes, filter.now);
  const found = foundText(
    {
      entities: statistics.entities,
      relations: statistics.relations,
      contradictions: statistics.contradictions,
      failed: run.notes.reduce((all, note) => all + (note.findings ? note.failed : 0), 0),
      unplaced: 0,
    },
    vscode.l10n,
  );
  const show = vscode.l10n.t('Statistics');
  const table = vscode.l10n.t('Save the Table');
  const problems = vscode.l10n.t('Contradictions in Problems');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('BioNote: {0} notes of {1}: {2}.', statistics.notes.length, plainText(run.name), found),
    show,
    table,
    ...(statistics.contradictions > 0 ? [problems] : []),
  );
  if (chosen === show) app.statistics.show();
  else if (chosen === table) await saveFolderTable(app);
  else if (chosen === problems) await folderProblems.show(run);
}

async function askForFolder(): Promise<vscode.Uri | undefined> {
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

/** The notes below a folder, by their names. */
async function notesOf(folder: vscode.Uri): Promise<NoteFile[]> {
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
async function read({ uri }: NoteFile): Promise<{ text: string } | { problem: string }> {
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
