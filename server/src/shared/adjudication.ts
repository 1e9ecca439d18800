/** What the client asks of the server where a person decides between annotators of a note. */
import type { Range } from 'vscode-languageserver-types';

/**
 * Reads annotators' standoff files of an open note, and tells where they differ, as far as the files beside the note do
 * not settle it. Nothing is written or remembered: decisions go through `bionote/review`. Fails with a sentence for the
 * user where a file cannot be used.
 */
export const AdjudicationRequest = { method: 'bionote/adjudication' } as const;

export interface AdjudicationParams {
  readonly uri: string;
  /** Two or more, each with a file of this machine. The names are logged with decisions. */
  readonly annotators: readonly { readonly name: string; readonly uri: string }[];
}

/** A mention as an annotator marked it; more than one range where it is not in one piece. */
export interface MarkedRanges {
  readonly ranges: readonly Range[];
  readonly type: string;
  readonly assertion?: string;
}

/** What annotators say of a note, and which of them, by their names. */
export type SaidOfNote = { readonly by: readonly string[] } & (
  | { readonly kind: 'mention'; readonly mention: MarkedRanges }
  | {
      readonly kind: 'relation';
      readonly code: string;
      readonly head: MarkedRanges;
      readonly tail: MarkedRanges;
    }
  | { readonly kind: 'contradiction'; readonly premise: Range; readonly hypothesis: Range }
);

/** One point on which annotators differ. */
export interface OpenMatter {
  readonly kind: 'missing' | 'type' | 'extent' | 'assertion' | 'relation' | 'contradiction';
  /** From the first to the last character that is in question. */
  readonly range: Range;
  /** The sides, each once; `inGold`: it is confirmed already. */
  readonly options: readonly { readonly said: SaidOfNote; readonly inGold: boolean }[];
  /** Those who say nothing here. */
  readonly silent: readonly string[];
  /** Whether more than one option can be taken. */
  readonly combinable: boolean;
}

export interface AdjudicationResult {
  /** Of the document that all ranges are in. */
  readonly version: number;
  /** What all annotators say alike and the gold does not have. */
  readonly agreed: readonly SaidOfNote[];
  /** In the order of the text. */
  readonly open: readonly OpenMatter[];
  /** Disagreements that somebody has decided. */
  readonly decided: number;
  /** Relations on which nothing can be said before their ends are decided. */
  readonly waiting: number;
  /** Lines of the annotators' files that cannot be used, counted from 1; files without such lines are left out. */
  readonly unusable: readonly { readonly name: string; readonly lines: readonly number[] }[];
}
