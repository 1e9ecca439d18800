/** What the client draws and lists of a note, and the message that keeps it up to date. */
import type { Range } from 'vscode-languageserver-types';

/** One entity as the client draws it. */
export interface Annotation {
  readonly range: Range;
  readonly type: string;
  readonly assertion?: string;
  /** Absent in a note that nobody has begun to review. */
  readonly state?: 'proposed' | 'confirmed';
}

/**
 * Tells the client what to draw: what has changed since the last message about the document. The server waits for the
 * answer before it sends the next one, so that a slow client never has a queue of messages before it.
 */
export const AnnotationsRequest = { method: 'bionote/annotations' } as const;
export interface AnnotationsChange {
  readonly uri: string;
  /** The version of the document that the result is for. */
  readonly version: number;
  /** True if this replaces all that was said of the document before. */
  readonly whole: boolean;
  /** In order, not overlapping. */
  readonly lines: readonly LineChange[];
  /** The three that follow are absent if they are as before. */
  readonly types?: NoteAnnotations['types'];
  readonly unplaced?: NoteAnnotations['unplaced'];
  readonly failures?: NoteAnnotations['failures'];
}
/** Replaces `removed` lines from `from` on; both count lines as they were before the message. */
export interface LineChange {
  readonly from: number;
  readonly removed: number;
  /** What starts on each of the new lines. */
  readonly lines: readonly (readonly LineAnnotation[])[];
}
/** An annotation relative to the line that it starts on, so that it stays the same where only the line moves. */
export interface LineAnnotation {
  readonly start: number;
  readonly end: number;
  /** How many lines further down it ends; absent if it ends on the same one. */
  readonly down?: number;
  readonly type: string;
  readonly assertion?: string;
  readonly state?: 'proposed' | 'confirmed';
}

/** Everything that is drawn and listed of a document at one version: what the changes add up to. */
export interface NoteAnnotations {
  readonly uri: string;
  readonly version: number;
  readonly annotations: readonly Annotation[];
  /** The types of the active schema, in order, for the legend. */
  readonly types: readonly { readonly name: string; readonly description: string; readonly color?: string }[];
  /** Mentions that the model named and that are not in their sentence; bounded. */
  readonly unplaced: readonly UnplacedMention[];
  /** Pieces of work without a usable answer; bounded. */
  readonly failures: readonly FailedPiece[];
}
/** How many {@link UnplacedMention} and how many {@link FailedPiece} are listed at most. */
export const maxListed = 200;
export interface UnplacedMention {
  /** The sentence. */
  readonly range: Range;
  /** What the model wrote, cut short. Untrusted. */
  readonly text: string;
  readonly type: string;
}
export interface FailedPiece {
  /** The sentence, or the hypothesis of a pair; of a part that is too long, its first line. */
  readonly range: Range;
  readonly task: 'ner' | 'relations' | 'nli' | 'explanation';
  /** Stable: a root cause such as `timeout`, a problem of the reply such as `not-json`, or `note-too-long`. */
  readonly code: string;
}
