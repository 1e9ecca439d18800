import type { Outcome } from '../review/decision.js';
import { appended } from '../review/log.js';
import type { ReviewFiles } from '../review/reviewed-note.js';
import { maxBytes } from '../review/standoff-lines.js';
import type { ReviewDisk } from './review-disk.js';

export interface ReviewPaths {
  readonly standoff: string;
  readonly log: string;
}

/** What a save that failed has left at the end of the log: nothing, something from a line on, or it cannot be seen. */
export type Left = 'nothing' | { readonly fromLine: number } | 'unknown';

/** The files of a review could not be written. */
export class Unwritten extends Error {
  constructor(
    /** The system's code, such as `ENOSPC`. */
    readonly code: string,
    /** The file that could not be written. */
    readonly file: string,
    readonly left: Left,
  ) {
    super(code);
  }
}

/**
 * Writes what became of both files. The new standoff takes the place of the old one last, when all that needs room is
 * written; whatever fails before that leaves the standoff as it was.
 *
 * @throws Unwritten
 */
export async function writeReview(
  disk: ReviewDisk,
  paths: ReviewPaths,
  before: ReviewFiles,
  { standoff, changed, entries }: Outcome,
): Promise<void> {
  const added = entries.length > 0 ? appended(before.log, entries) : '';
  const draft = changed
    ? await disk.draft(paths.standoff, standoff.join('')).catch((error: unknown) => {
        throw unwritten(error, paths.standoff, 'nothing');
      })
    : undefined;
  let file = paths.log;
  let takeBack: (() => Promise<void>) | undefined;
  try {
    if (added !== '') takeBack = await disk.append(paths.log, added);
    file = paths.standoff;
    await draft?.publish();
  } catch (error) {
    await draft?.discard();
    // What stays is seen below.
    await takeBack?.().catch(() => undefined);
    throw unwritten(error, file, await leftIn(disk, paths.log, before, added));
  }
}

function unwritten(error: unknown, file: string, left: Left): unknown {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return error;
  return new Unwritten(error.code, file, left);
}

/** Whether the log ends with a beginning of what was to be added to it. */
async function leftIn(disk: ReviewDisk, path: string, { log }: ReviewFiles, added: string): Promise<Left> {
  const bytes = await disk.read(path, maxBytes).catch(() => 'too-large' as const);
  if (bytes === 'too-large') return 'unknown';
  const encoder = new TextEncoder();
  const rest = bytes?.subarray(encoder.encode(log.join('')).length) ?? new Uint8Array();
  const begun = encoder.encode(added);
  const ours = rest.length > 0 && rest.every((byte, index) => byte === begun[index]);
  return ours ? { fromLine: log.length + 1 } : 'nothing';
}
