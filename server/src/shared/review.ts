/** What the client asks of the server where a person reviews a note. */
import type { Position, Range } from 'vscode-languageserver-types';
import type { SaidOfNote } from './adjudication.js';

/**
 * Carries out one decision and writes the files beside the note, which must be saved. `refresh` only reads them again.
 * Fails with a sentence for the user where it cannot be done; then nothing is written.
 */
export const ReviewRequest = { method: 'bionote/review' } as const;

export const reviewActions = [
  'refresh',
  'accept',
  'reject',
  'retype',
  'assert',
  'resize',
  'add',
  'remove',
  'relate',
  'unrelate',
  'rejectRelation',
  'acceptEach',
  'rejectEach',
  'withdrawEach',
  'contradict',
  'uncontradict',
  'rejectContradiction',
  'adjudicate',
  'acceptSentence',
  'acceptType',
  'sentenceReviewed',
  'noteReviewed',
  'undo',
] as const;

/** A mention by its place and type, proposed or confirmed. */
export interface ReviewedMention {
  readonly range: Range;
  readonly type: string;
}

export interface ReviewParams {
  readonly uri: string;
  readonly action: (typeof reviewActions)[number];
  /** What it is about: all but the sentence's, the type's and the note's actions. */
  readonly target?: ReviewedMention;
  /** `relate`, `unrelate` and `rejectRelation`: the other end. */
  readonly tail?: ReviewedMention;
  /** `acceptEach`, `rejectEach` and `withdrawEach`. */
  readonly targets?: readonly ReviewedMention[];
  /** `adjudicate`: what is confirmed of what annotators say, and what is not. */
  readonly taken?: readonly SaidOfNote[];
  readonly left?: readonly SaidOfNote[];
  /** `contradict`, `uncontradict` and `rejectContradiction`: the two statements. */
  readonly statements?: { readonly premise: Range; readonly hypothesis: Range };
  /** `resize`: the new range. */
  readonly range?: Range;
  /** `acceptSentence` and `sentenceReviewed`. */
  readonly position?: Position;
  /** `retype`: the new type; `assert`: the assertion; `relate` and its like: the code; `acceptType`: the type. */
  readonly value?: string;
  /** `acceptType`: from which confidence on, 0 to 1. */
  readonly confidence?: number;
}

/** How far the review of a note has come. */
export interface ReviewProgress {
  readonly confirmed: number;
  readonly proposed: number;
  readonly sentences: number;
  readonly reviewedSentences: number;
  readonly note: 'no' | 'yes' | 'edited';
  /** Annotations whose words are no longer where they were; they stay in the file. Untrusted. */
  readonly stale: readonly { readonly id: string; readonly type: string; readonly text: string }[];
  /** Lines of the standoff file that cannot be used, counted from 1, and why. They stay in the file. */
  readonly unusable: readonly { readonly line: number; readonly message: string }[];
}

/** How far the reviews of notes have come that need not be open. Nothing of them is kept. */
export const ReviewStatesRequest = { method: 'bionote/reviewStates' } as const;
export interface ReviewStatesParams {
  readonly uris: readonly string[];
}
export interface ReviewStatesResult {
  /** One for each note, in their order. */
  readonly states: readonly ReviewState[];
}

/** `reviewed`: somebody said so of the text as it is; `begun`: somebody decided something; `none`: nobody did, or it cannot be read. */
export type ReviewState = 'reviewed' | 'begun' | 'none';
