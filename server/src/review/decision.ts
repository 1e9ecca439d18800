import type { AnnotatedDocument } from '../formats/document.js';
import type { Span } from '../note/span.js';
import type { AnnotatorsFinding } from './annotators-finding.js';
import type { LogEntry, ProposalOrigin } from './log.js';
import type { Digest } from './sentence-identity.js';
import type { Proposal } from './proposal.js';
import type { Lines } from './standoff-lines.js';

/** A mention by its place and type: a proposal, or one that was confirmed. */
export interface Target {
  readonly span: Span;
  readonly type: string;
}

/** Annotations of another tool, in the text of the note. */
export type Imported = Pick<AnnotatedDocument, 'entities' | 'relations' | 'contradictions'>;

/** What a person decides. Spans count UTF-16 code units of the note. */
export type Decision =
  | { readonly action: 'accept' | 'reject' | 'remove' | 'add'; readonly target: Target }
  | { readonly action: 'retype'; readonly target: Target; readonly type: string }
  | { readonly action: 'assert'; readonly target: Target; readonly assertion: string }
  | { readonly action: 'resize'; readonly target: Target; readonly span: Span }
  | {
      readonly action: 'relate' | 'unrelate' | 'rejectRelation';
      readonly target: Target;
      readonly tail: Target;
      readonly code: string;
    }
  | { readonly action: 'acceptEach' | 'rejectEach' | 'withdrawEach'; readonly targets: readonly Target[] }
  | {
      readonly action: 'contradict' | 'uncontradict' | 'rejectContradiction';
      readonly premise: Span;
      readonly hypothesis: Span;
    }
  | {
      /** Between annotators: some of what they say is taken, and the rest of it left. */
      readonly action: 'adjudicate';
      readonly taken: readonly AnnotatorsFinding[];
      readonly left: readonly AnnotatorsFinding[];
    }
  | { readonly action: 'acceptSentence' | 'sentenceReviewed'; readonly offset: number }
  | { readonly action: 'acceptType'; readonly type: string; readonly confidence: number }
  | { readonly action: 'import'; readonly said: Imported }
  | { readonly action: 'noteReviewed' | 'undo' };

/** Who decides, when, and on what. */
export interface Circumstances {
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What is proposed now. */
  readonly proposals: readonly Proposal[];
  /** What made the proposals. */
  readonly origin?: ProposalOrigin;
  readonly digest: Digest;
}

export type RefusalCode =
  | 'nothing-there'
  | 'already-confirmed'
  | 'no-sentence'
  | 'nothing-to-undo'
  | 'nothing-to-accept'
  | 'nothing-to-reject'
  | 'nothing-to-import'
  | 'conflict'
  | 'referred-to'
  | 'empty'
  | 'bad-name'
  | 'newer-log';

/** Why a decision is not carried out. Nothing has changed. */
export class Refusal extends Error {
  /** @param line the line of the standoff file that it is about, where it is about one. */
  constructor(
    readonly code: RefusalCode,
    readonly line?: string,
  ) {
    super(code);
    this.name = 'Refusal';
  }
}

/** What a decision makes of the files. */
export interface Outcome {
  /** All lines of the standoff file. */
  readonly standoff: Lines;
  /** Whether the standoff file differs from before. */
  readonly changed: boolean;
  /** To be appended to the log. */
  readonly entries: readonly LogEntry[];
}
