import type { ImportParams, ImportResult } from '../shared/import.js';
import type { ReviewParams, ReviewProgress } from '../shared/review.js';
import { importable, importResultOf } from './note-import.js';
import { decisionOf } from './review-decision.js';
import type { Session } from './session.js';

/**
 * Applies a person's decision to an open note.
 *
 * @returns how far its review has come.
 * @throws ResponseError with a sentence for the user.
 */
export async function decided(
  { notes, parts, reviews }: Session,
  params: ReviewParams,
): Promise<ReviewProgress | undefined> {
  const document = notes.document(params.uri);
  const snapshot = parts.analysis.snapshot(params.uri);
  if (params.action === 'refresh') await reviews.refresh(params.uri);
  else if (snapshot) await reviews.decide(snapshot, decisionOf(params, document));
  const now = parts.analysis.snapshot(params.uri);
  return now && reviews.progress(now);
}

/**
 * Adds the annotations of a file to those of an open note, and shows the note from then on.
 *
 * @throws ResponseError with a sentence for the user.
 */
export async function imported(
  { notes, parts, reviews }: Session,
  params: ImportParams,
): Promise<ImportResult> {
  const document = notes.document(params.uri);
  notes.show(params.uri);
  const found = importable(params, document.getText());
  const snapshot = parts.analysis.snapshot(params.uri);
  const entries = snapshot ? await reviews.decide(snapshot, { action: 'import', said: found.said }) : [];
  return importResultOf(found, entries);
}
