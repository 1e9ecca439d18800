import type { ReviewParams, ReviewProgress } from '../shared/review.js';
import type { Session } from './session.js';

/**
 * Carries out a person's decision on an open note.
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
  if (snapshot) await reviews.decide(params, document, snapshot);
  const now = parts.analysis.snapshot(params.uri);
  return now && reviews.progress(now);
}
