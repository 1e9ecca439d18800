import { ResponseError, LSPErrorCodes } from 'vscode-languageserver';
import type { Analysis } from '../analysis/analysis.js';
import type { NoteAnalysis } from '../analysis/note-analysis.js';
import { unsuitable } from './suitability.js';

let count = 0;

/**
 * Analyzes a text that no editor has open, after what is on screen, and forgets it. The store knows it by a name of its
 * own, so that the same note can be opened meanwhile. The result bears `uri`.
 *
 * @throws ResponseError if the text cannot be analyzed; otherwise as `Analysis.analyze`.
 */
export async function analyzeUnopened(
  analysis: Analysis,
  { uri, text }: { readonly uri: string; readonly text: string },
  signal: AbortSignal,
): Promise<NoteAnalysis> {
  const reason = unsuitable(text);
  if (reason !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, reason);
  const name = `bionote-unopened:${++count}`;
  analysis.open(name, 0, text, true);
  try {
    return { ...(await analysis.analyze(name, { signal, priority: 'background' })), uri };
  } finally {
    analysis.close(name);
  }
}
