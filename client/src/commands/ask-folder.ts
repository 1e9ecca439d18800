import * as vscode from 'vscode';
import { AskTextRequest, type AskTextResult } from '../../../server/src/shared/protocol.js';
import { questionsPath, type KeptQuestion } from '../../../server/src/shared/questions.js';
import type { App } from '../app.js';
import { plainText } from '../plain-text.js';
import { lineStarts, screeningJsonLines } from '../written/screening-json.js';
import { screeningCsv, screeningLines, type ScreenedNote } from '../written/screening.js';
import { questionsOf } from './ask.js';
import { eachNote, type EachResult } from './each-note.js';
import { askForFolder, notesOf } from './folder-files.js';
import { Newest } from './newest.js';
import { saveText } from './save-text.js';

type Asked = AskTextResult & { readonly starts: readonly number[] };

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
  let notes: readonly ScreenedNote[] = [];
  const content = {
    title: vscode.l10n.t('Answers of {0}', plainText(vscode.workspace.asRelativePath(folder))),
    note: folder,
    version: -1,
    isTable: true,
    lines: () => screeningLines(questions, notes, vscode.l10n),
    again: () => askFolder(app, folder),
    other: async () => {
      const filters = { CSV: ['csv'], 'JSON Lines': ['jsonl'] };
      await saveText('answers.csv', filters, (path) =>
        /\.jsonl$/i.test(path)
          ? screeningJsonLines(questions, notes)
          : screeningCsv(questions, notes, vscode.l10n),
      );
      return false;
    },
  };
  await app.pages.show(page, content);
  const { results } = await eachNote<Asked>(app, files, {
    title: vscode.l10n.t('BioNote: asking the notes'),
    signal: run.signal,
    work: async (text, { uri }, token) => ({
      ...(await app.server.request(AskTextRequest, { uri, text, questions }, token)),
      starts: lineStarts(text),
    }),
    came: (all) => {
      notes = all.map(screened);
      if (run.isNewest()) app.pages.redraw(page, content);
    },
  });
  return results.map(screened);
}

function screened(each: EachResult<Asked>): ScreenedNote {
  return each.result === undefined
    ? { ...each.file, answers: [], problem: each.problem }
    : { ...each.file, ...each.result };
}

/** The questions of the folder itself, of the workspace's folder around it, or one that is typed. */
async function questionsFor(folder: vscode.Uri): Promise<readonly KeptQuestion[]> {
  const own = await questionsOf(folder);
  const around = vscode.workspace.getWorkspaceFolder(folder);
  const kept = own.length > 0 || !around ? own : await questionsOf(around.uri);
  if (kept.length > 0) return kept;
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Ask the notes of a folder'),
    prompt: vscode.l10n.t('One question for every note. Keep several in {0}.', questionsPath),
  });
  return text === undefined || text.trim() === '' ? [] : [{ text: text.trim() }];
}
