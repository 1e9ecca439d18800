import * as vscode from 'vscode';
import { AskRequest, type AskProgress, type AskResult } from '../../../server/src/shared/protocol.js';
import { questionsPath, readQuestions, type KeptQuestion } from '../../../server/src/shared/questions.js';
import type { App } from '../app.js';
import { plainText } from '../plain-text.js';
import { answerLines } from '../written/pages-of-results.js';
import type { Piece } from '../written/page.js';
import { withLateProgress } from './late-progress.js';
import { Newest } from './newest.js';

const page = 'answer.txt';
const longestQuestion = 1000;
const runs = new Newest();
let asked = 0;

/**
 * Answers a question about a note on a page beside it, which fills as the model answers: the answer, whether the note
 * supports it, and the passages. The question is `given` as text, chosen from those kept with the folder, or typed.
 */
export async function askNote(app: App, given?: unknown): Promise<AskResult | undefined> {
  const editor = await app.editors.target(given);
  if (!editor) return undefined;
  const { document } = editor;
  const question = typeof given === 'string' ? { text: given } : await askForQuestion(document);
  if (!question || question.text.trim() === '') return undefined;
  return answer(app, document, question);
}

async function answer(
  app: App,
  document: vscode.TextDocument,
  { text, choices }: KeptQuestion,
): Promise<AskResult> {
  const client = await app.server.start();
  const { ProgressType } = await import('vscode-languageclient/node');
  const run = runs.begin();
  const question = text.trim();
  let lines: Piece[][] = [[vscode.l10n.t('The model is answering …')]];
  const content = {
    title: plainText(question),
    note: document.uri,
    version: document.version,
    lines: () => lines,
    again: () => answer(app, document, { text, ...(choices && { choices }) }),
  };
  const show = (shown: Piece[][]): void => {
    lines = shown;
    if (run.isNewest()) app.pages.redraw(page, content);
  };
  const partialResultToken = `bionote-ask-${++asked}`;
  const listener = client.onProgress(new ProgressType<AskProgress>(), partialResultToken, ({ soFar }) => {
    show([[soFar], [], [vscode.l10n.t('Not checked yet …')]]);
  });
  try {
    await app.pages.show(page, content);
    const params = { uri: document.uri.toString(), question, partialResultToken };
    const result = await withLateProgress(
      vscode.l10n.t('BioNote: asking the note'),
      (token) => app.server.request(AskRequest, { ...params, ...(choices && { choices }) }, token),
      run.signal,
    );
    show(answerLines(result, vscode.l10n));
    return result;
  } catch (error) {
    show([[vscode.l10n.t('There is no answer.')]]);
    throw error;
  } finally {
    listener.dispose();
  }
}

async function askForQuestion(document: vscode.TextDocument): Promise<KeptQuestion | undefined> {
  const kept = await keptQuestions(document);
  const other = { label: `$(edit) ${vscode.l10n.t('Another question …')}`, question: undefined };
  if (kept.length > 0) {
    const items = kept.map((question) => ({ label: plainText(question.text), question }));
    const chosen = await vscode.window.showQuickPick([other, ...items], {
      title: vscode.l10n.t('Ask the note'),
    });
    if (!chosen) return undefined;
    if (chosen.question) return chosen.question;
  }
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Ask the note'),
    prompt: vscode.l10n.t('A question that the note may answer'),
    placeHolder: vscode.l10n.t('Which antibiotics were given?'),
    validateInput: (value) =>
      value.length > longestQuestion ? vscode.l10n.t('At most {0} characters', longestQuestion) : undefined,
  });
  return text === undefined ? undefined : { text };
}

/** The questions that are kept with the folder of the note; none if there is no file, or none that can be read. */
async function keptQuestions({ uri }: vscode.TextDocument): Promise<readonly KeptQuestion[]> {
  const folder = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
  return folder ? questionsOf(folder.uri) : [];
}

/** The questions that are kept in a folder; none if there is no file, or none that can be read. */
export async function questionsOf(folder: vscode.Uri): Promise<readonly KeptQuestion[]> {
  try {
    const file = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, questionsPath));
    return readQuestions(new TextDecoder().decode(file.slice(0, 1_000_000))) ?? [];
  } catch {
    return [];
  }
}
