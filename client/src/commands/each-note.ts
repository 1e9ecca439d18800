import * as vscode from 'vscode';
import type { App } from '../app.js';
import type { NoteFile } from '../folder/folder-notes.js';
import { plainText } from '../plain-text.js';
import { failureOf } from '../status/notice.js';
import { readNote } from './folder-files.js';

/** What came of a note: a result, or why there is none. */
export type EachResult<T> = { readonly file: NoteFile } & (
  { readonly result: T } | { readonly result?: undefined; readonly problem: string }
);

export interface EachNote<T> {
  readonly title: string;
  /** Ends the work, as its Cancel button does. */
  readonly signal?: AbortSignal;
  readonly work: (text: string, file: NoteFile, token: vscode.CancellationToken) => Promise<T>;
  /** Called after each note with all that came so far. */
  readonly came?: (results: readonly EachResult<T>[]) => void;
}

/**
 * Works on the notes of a folder, one after the other, with progress. What ails one note does not end the work; a cancel
 * does, and what came until then is returned.
 *
 * @throws what makes the work impossible for now.
 */
export async function eachNote<T>(
  app: App,
  files: readonly NoteFile[],
  { title, signal, work, came }: EachNote<T>,
): Promise<{ readonly results: readonly EachResult<T>[]; readonly isCancelled: boolean }> {
  const results: EachResult<T>[] = [];
  const source = new vscode.CancellationTokenSource();
  const cancel = (): void => {
    source.cancel();
  };
  signal?.addEventListener('abort', cancel);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  try {
    await vscode.window.withProgress(options, async (progress, token) => {
      token.onCancellationRequested(cancel);
      for (const file of files) {
        if (source.token.isCancellationRequested) return;
        progress.report({
          message: vscode.l10n.t('{0} of {1}: {2}', results.length, files.length, plainText(file.name)),
          increment: results.length === 0 ? 0 : 100 / files.length,
        });
        results.push(await one(app, file, work, source.token));
        came?.(results);
      }
    });
  } catch (error) {
    if (!source.token.isCancellationRequested) throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
  const isCancelled = source.token.isCancellationRequested;
  source.dispose();
  return { results, isCancelled };
}

async function one<T>(
  app: App,
  file: NoteFile,
  work: EachNote<T>['work'],
  token: vscode.CancellationToken,
): Promise<EachResult<T>> {
  const read = await readNote(file);
  if ('problem' in read) return { file, problem: read.problem };
  try {
    return { file, result: await work(read.text, file, token) };
  } catch (error) {
    if (token.isCancellationRequested || failureOf(error) || !app.server.running) throw error;
    return { file, problem: error instanceof Error ? error.message : String(error) };
  }
}
