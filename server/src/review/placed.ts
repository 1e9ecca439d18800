import type { Span } from '../note/span.js';
import type { LoggedOther } from './log.js';
import type { Proposal, ReviewedNote } from './reviewed-note.js';
import { sentenceAt, type SentenceIdentity } from './sentence-identity.js';

/** A place as the log names it: in code points of the note, and in UTF-16 code units from where its sentence starts. */
export interface Placed {
  readonly start: number;
  readonly end: number;
  /** Absent outside of any sentence. */
  readonly inSentence?: number;
  readonly sentence?: SentenceIdentity;
}

/** Of two that belong together, the one that is not the proposal. */
export interface Other {
  readonly said: Proposal;
  /** Of the relation; absent for a contradiction. */
  readonly code?: string;
}

/** Where a span of the note is, as the log names it. */
export function placed({ note, offsets, identities }: ReviewedNote, span: Span): Placed {
  const index = sentenceAt(note.sentences, span.start);
  const [sentence, identity] = [note.sentences[index], identities[index]];
  return {
    start: offsets.toCodePoints(span.start),
    end: offsets.toCodePoints(span.end),
    ...(sentence && { inSentence: span.start - sentence.span.start }),
    ...(identity && { sentence: identity }),
  };
}

/** The same of what belongs to a proposal. */
export function otherOf(reviewed: ReviewedNote, { said: { span, type, text }, code }: Other): LoggedOther {
  return { ...(code !== undefined && { code }), type, text, ...placed(reviewed, span) };
}
