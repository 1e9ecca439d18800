import * as vscode from 'vscode';
import { AskTextRequest } from '../../../server/src/shared/protocol.js';
import { questionsPath, type KeptQuestion } from '../../../server/src/shared/questions.js';
import type { App } from '../app.js';
import type { NoteFile } from '../folder/folder-notes.js';
import { plainText } from '../plain-text.js';
import { failureOf } from '../status/notice.js';
import { screeningCsv, screeningLines, type ScreenedNote } from '../written/screening.js';
import { questionsOf } from './ask.js';
import { askForFolder, notesOf, readNote } from './folder-files.js';
import { Newest } from './newest.js';
import { saveText } from './save-text.js';

const page = 'screening.txt';
const runs = new Newest();

/**
 * Puts the questions that are kept with a folder to each of its notes, without opening them, and shows the answers as a
 * table that fills as they come. Where no questions are kept, one is typed. Returns what was answered.
 */
export async function askFolder(app: App, given?: unknown): Promise<readonly ScreenedNote[] | undefined> {
  const folder = given instanceof vscode.Uri ? given : await askForFolder();
  const files = folder && (await notesOf(folder));
  if (!files) return undefined;
  const questions = await questionsFor(folder);
  if (questions.length === 0) return undefined;
  await app.server.start();
  const run = runs.begin();
  const notes: ScreenedNote[] = [];
  const content = {
    title: vscode.l10n.t('Answers of {0}', plainText(vscode.workspace.asRelativePath(folder))),
    note: folder,
    version: -1,
    isTable: true,
    lines: () => screeningLines(questions, notes, vscode.l10n),
    again: () => askFolder(app, folder),
    other: async () => {
      await saveText('answers.csv', { CSV: ['csv'] }, () => screeningCsv(questions, notes, vscode.l10n));
      return false;
    },
  };
  await app.pages.show(page, content);
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('BioNote: asking the notes'),
      cancellable: true,
    },
    async (progress, token) => {
      const source = new vscode.CancellationTokenSource();
      const cancel = (): void => {
        source.cancel();
      };
      token.onCancellationRequested(cancel);
      run.signal.addEventListener('abort', cancel);
      try {
        for (const file of files) {
          if (source.token.isCancellationRequested) return;
          progress.report({
            message: vscode.l10n.t('{0} of {1}: {2}', notes.length, files.length, plainText(file.name)),
            increment: notes.length === 0 ? 0 : 100 / files.length,
          });
          notes.push(await screened(app, file, questions, source.token));
          if (run.isNewest()) app.pages.redraw(page, content);
        }
      } catch (error) {
        if (!source.token.isCancellationRequested) throw error;
      } finally {
        source.dispose();
      }
    },
  );
  return notes;
}

/** @throws what makes answers impossible for now. */
async function screened(
  app: App,
  file: NoteFile,
  questions: readonly KeptQuestion[],
  token: vscode.CancellationToken,
): Promise<ScreenedNote> {
  const read = await readNote(file);
  if ('problem' in read) return { ...file, answers: [], problem: read.problem };
  try {
    const { answers } = await app.server.request(
      AskTextRequest,
      { uri: file.uri, text: read.text, questions },
      token,
    );
    return { ...file, answers };
  } catch (error) {
    // As in an analysis of a folder: what ails one note does not end the run.
    if (token.isCancellationRequested || failureOf(error) || !app.server.running) throw error;
    return { ...file, answers: [], problem: error instanceof Error ? error.message : String(error) };
  }
}

/** The questions of the folder itself, of the workspace's folder around it, or one that is typed. */
async function questionsFor(folder: vscode.Uri): Promise<readonly KeptQuestion[]> {
  const own = await questionsOf(folder);
  const around = vscode.workspace.getWorkspaceFolder(folder);
  const kept = own.length > 0 || !around ? own : await questionsOf(around.uri);
  if (kept.length > 0) return kept;
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Ask the notes of a folder'),
    prompt: vscode.l10n.t('A question for each note. Several are kept in {0}.', questionsPath),
  });
  return text === undefined || text.trim() === '' ? [] : [{ text: text.trim() }];
}
