import { ResponseError, LSPErrorCodes } from 'vscode-languageserver';
import type { Analysis } from '../analysis/analysis.js';
import type { NoteAnalysis } from '../analysis/note-analysis.js';
import { unsuitable } from './suitability.js';

let count = 0;

/** A text that no editor has open, and the address that it is known by. */
interface UnopenedText {
  readonly uri: string;
  readonly text: string;
}

/**
 * Analyzes a text that is not open in an editor, after the visible text, and forgets it. The result has the
 * given `uri`.
 *
 * @throws ResponseError if the text cannot be analyzed; otherwise as `Analysis.analyze`.
 */
export async function analyzeUnopened(
  analysis: Analysis,
  text: UnopenedText,
  signal: AbortSignal,
): Promise<NoteAnalysis> {
  return unopenedSnapshot(analysis, text, signal);
}

/**
 * The snapshot of a text that is not open in an editor, with the given `uri`: analyzed after the visible text,
 * or, without a `signal`, as it is before anything was read.
 *
 * @throws ResponseError if the text cannot be analyzed; otherwise as `Analysis.analyze`.
 */
export async function unopenedSnapshot(
  analysis: Analysis,
  text: UnopenedText,
  signal: AbortSignal | undefined,
): Promise<NoteAnalysis> {
  const found = await withUnopened(analysis, text, async (name) =>
    signal ? analysis.analyze(name, { signal, priority: 'background' }) : analysis.snapshot(name),
  );
  if (!found) throw new ResponseError(LSPErrorCodes.RequestFailed, 'no snapshot');
  return { ...found, uri: text.uri };
}

/**
 * Works on a text that is not open in an editor, and forgets it. The store knows it by a separate name, so the
 * same note can be opened meanwhile.
 *
 * @param work receives that name.
 * @throws ResponseError if the text cannot be analyzed; otherwise what `work` throws.
 */
export async function withUnopened<T>(
  analysis: Analysis,
  { text }: UnopenedText,
  work: (name: string) => Promise<T>,
): Promise<T> {
  const reason = unsuitable(text);
  if (reason !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, reason);
  const name = `bionote-unopened:${++count}`;
  analysis.open(name, 0, text, true);
  try {
    return await work(name);
  } finally {
    analysis.close(name);
  }
}
