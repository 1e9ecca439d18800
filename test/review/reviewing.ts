import { createHash } from 'node:crypto';
import { parseNote } from '../../server/src/note/parse.js';
import { decide } from '../../server/src/review/decide.js';
import type { Circumstances, Decision, Target } from '../../server/src/review/decision.js';
import { appended } from '../../server/src/review/log.js';
import type { Proposal } from '../../server/src/review/proposal.js';
import { reviewedNote, type ReviewedNote, type ReviewFiles } from '../../server/src/review/reviewed-note.js';
import { splitLines } from '../../server/src/review/standoff-lines.js';

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

export const noFiles: ReviewFiles = { standoff: [], log: [] };

export function filesOf(standoff: string, log = ''): ReviewFiles {
  return { standoff: splitLines(standoff), log: splitLines(log) };
}

export function readNote(text: string, files: ReviewFiles = noFiles): ReviewedNote {
  return reviewedNote(parseNote('file:///note.txt', 1, text), files, digest);
}

/** The first `quote` in `text`, as a mention of `type`. */
export function target(text: string, quote: string, type = 'problem'): Target {
  const start = text.indexOf(quote);
  if (start < 0) throw new Error(`"${quote}" is not there`);
  return { span: { start, end: start + quote.length }, type };
}

export function proposal(text: string, quote: string, more: Partial<Proposal> = {}): Proposal {
  return { ...target(text, quote), text: quote, ...more };
}

let decisions = 0;

/** The files after a decision. Each is later than the one before it. */
export function after(
  reviewed: ReviewedNote,
  decision: Decision,
  proposals: readonly Proposal[] = [],
  more: Partial<Circumstances> = {},
): ReviewFiles {
  const at = new Date(Date.UTC(2020, 0, 1) + decisions++).toISOString();
  const { standoff, entries } = decide(reviewed, decision, { by: 'A', at, proposals, digest, ...more });
  const { log } = reviewed.files;
  return { standoff, log: splitLines(log.join('') + appended(log, entries)) };
}
