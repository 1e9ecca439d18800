import { fragmentsOf } from '../formats/brat-lines.js';
import type { LoggedOther } from './log.js';
import type { MeasuredNote, Proposal } from './proposal.js';
import { sentenceAt, type SentenceIdentity } from './sentence-identity.js';

/** A place as the log names it: in code points of the note, and in UTF-16 code units from where its sentence starts. */
export interface Placed {
  readonly start: number;
  readonly end: number;
  /** Absent outside of any sentence. */
  readonly inSentence?: number;
  /** Code points; only where there are more than one, as the file would have them. */
  readonly fragments?: NonNullable<LoggedOther['fragments']>;
  readonly sentence?: SentenceIdentity;
}

/** Of two that belong together, the one that is not the proposal. */
export interface Other {
  readonly said: Proposal;
  /** Of the relation; absent for a contradiction. */
  readonly code?: string;
}

/** Where a mention of the note is, as the log names it. */
export function placed(
  { note, offsets, identities }: MeasuredNote,
  { span, fragments = [span] }: Pick<Proposal, 'span' | 'fragments'>,
): Placed {
  const index = sentenceAt(note.sentences, span.start);
  const [sentence, identity] = [note.sentences[index], identities[index]];
  const parts = fragments.flatMap((fragment) => fragmentsOf(note.text, fragment));
  return {
    start: offsets.toCodePoints(span.start),
    end: offsets.toCodePoints(span.end),
    ...(sentence && { inSentence: span.start - sentence.span.start }),
    ...(parts.length > 1 && {
      fragments: parts.map(
        ({ start, end }) => [offsets.toCodePoints(start), offsets.toCodePoints(end)] as const,
      ),
    }),
    ...(identity && { sentence: identity }),
  };
}

/** The same of what belongs to a proposal. */
export function otherOf(reviewed: MeasuredNote, { said, code }: Other): LoggedOther {
  const { type, text } = said;
  return { ...(code !== undefined && { code }), type, text, ...placed(reviewed, said) };
}
