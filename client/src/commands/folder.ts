import * as vscode from 'vscode';
import { AnalyzeTextRequest } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { conceptTable } from '../folder/concept-table.js';
import { analyzeNotes, type FolderRun } from '../folder/folder-notes.js';
import { folderStatistics } from '../folder/statistics.js';
import { plainText } from '../plain-text.js';
import { failureOf } from '../status/notice.js';
import { foundText } from '../status/view.js';
import { askForFolder, notesOf, readNote } from './folder-files.js';
import { Newest } from './newest.js';
import { saveText } from './save-text.js';

const runs = new Newest();

/** Analyzes every note of a folder in the background; a newer run ends an older one. Returns how far it came. */
export async function analyzeFolder(app: App, given?: unknown): Promise<FolderRun | undefined> {
  const folder = given instanceof vscode.Uri ? given : await askForFolder();
  const files = folder && (await notesOf(folder));
  if (!files) return undefined;
  const name = vscode.workspace.asRelativePath(folder);
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
          read: readNote,
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
