import type { ReviewState } from '../shared/review.js';
import { NoteReview } from './note-review.js';
import type { ReviewDisk } from './review-disk.js';

/**
 * How far the reviews of notes have come, from the files beside them. Notes without a review are not read.
 *
 * @throws the signal's reason.
 */
export async function reviewStates(
  uris: readonly string[],
  disk: ReviewDisk,
  signal: AbortSignal,
): Promise<ReviewState[]> {
  const states: ReviewState[] = [];
  for (const uri of uris) {
    signal.throwIfAborted();
    states.push(await stateOf(uri, disk).catch((): ReviewState => 'none'));
  }
  return states;
}

async function stateOf(uri: string, disk: ReviewDisk): Promise<ReviewState> {
  const path = disk.pathOf(uri);
  const reviewed = path === undefined ? undefined : await new NoteReview(uri, path, disk).ofFile();
  if (!reviewed) return 'none';
  if (reviewed.noteReviewed === 'yes') return 'reviewed';
  return reviewed.log.live.length + reviewed.confirmed.length > 0 ? 'begun' : 'none';
}
