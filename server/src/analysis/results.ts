import type { ModelRuntime } from '../models/runtime.js';
import type { Cue } from '../tasks/nli/cues.js';
import { overlaps, type Span } from '../note/span.js';
import type { Mention, QuotedMention } from '../tasks/ner/entity.js';
import type { NliLabel } from '../tasks/nli/judgement.js';
import { relationCandidates } from '../tasks/relations/candidates.js';
import type { RelationType, Schema } from '../tasks/schema.js';

/** Identifies model and dialect. Answers with an outdated stamp are shown until they are replaced. */
export type Stamp = string;

/** The stamp of mentions that survived an edit of their sentence, before a model has read it again. */
export const carriedStamp: Stamp = '';

/** The stamp of what these models answer together. */
export function stampOf(...runtimes: readonly Pick<ModelRuntime, 'model' | 'profile'>[]): Stamp {
  return [...new Set(runtimes)].map(({ model, profile }) => `${model.digest} ${profile.dialect}`).join(' ');
}

/**
 * Whether an answer counts as given.
 *
 * @param stamp whose answers count; absent: any model's.
 */
export function answered(answer: { readonly stamp: Stamp } | undefined, stamp: Stamp | undefined): boolean {
  return (
    answer !== undefined && answer.stamp !== carriedStamp && (stamp === undefined || answer.stamp === stamp)
  );
}

/** What a model said about two mentions of a sentence. */
export interface PairVerdict {
  readonly stamp: Stamp;
  /** The model's threshold, from which it is shown if the user has set none. */
  readonly threshold?: number;
  readonly type?: RelationType;
  readonly probability?: number;
  readonly failure?: string;
}

/** What is known about a sentence, wherever it occurs. Spans are relative to the sentence. */
export interface SentenceResult {
  readonly stamp: Stamp;
  /** In order of start, longer first. */
  readonly mentions: readonly Mention[];
  readonly unplaced: readonly QuotedMention[];
  readonly failure?: string;
  /** Of the section that contained the sentence when it was read. */
  readonly heading?: string;
  /** The pairs of mentions that a model is asked about. */
  readonly candidates: readonly { head: number; tail: number; types: readonly RelationType[] }[];
  /** The answers so far, by candidate index. */
  readonly verdicts: readonly (PairVerdict | undefined)[];
}

/** Two statements of a note and what a model said about them. */
export interface JudgedPair {
  readonly premise: string;
  readonly hypothesis: string;
  readonly cue: Cue;
  /** {@link pairKey} of the two. */
  readonly key: string;
  /** Absent until a model has answered. */
  readonly verdict?: {
    readonly stamp: Stamp;
    /** As that of a {@link PairVerdict}. */
    readonly threshold?: number;
    readonly label?: NliLabel;
    readonly probability?: number;
    readonly failure?: string;
  };
}

/** The entities read from a sentence, before its relations. */
export interface ReadSentence {
  readonly stamp: Stamp;
  readonly mentions: readonly Mention[];
  readonly unplaced?: readonly QuotedMention[];
  readonly failure?: string;
  readonly heading?: string;
}

/**
 * The result that replaces `former`. Verdicts on pairs that are still there stay until they are replaced. A
 * failed reading removes nothing: earlier results stay beside what could be salvaged.
 */
export function sentenceResult(
  sentence: string,
  read: ReadSentence,
  schema: Schema,
  former: SentenceResult | undefined,
): SentenceResult {
  const kept = read.failure === undefined || !former ? [] : former.mentions;
  const mentions = read.mentions
    .concat(kept.filter(({ span }) => !read.mentions.some((other) => overlaps(other.span, span))))
    .sort((a, b) => inOrder(a.span, b.span));
  const candidates = relationCandidates(sentence, mentions, schema);
  const known = new Map<string, PairVerdict>();
  for (const [index, verdict] of (former?.verdicts ?? []).entries()) {
    const candidate = former?.candidates[index];
    if (verdict && candidate) {
      known.set(nameOf(former.mentions, candidate), verdict);
    }
  }
  return {
    stamp: read.stamp,
    mentions,
    unplaced: read.unplaced ?? [],
    ...(read.failure === undefined ? {} : { failure: read.failure }),
    ...(read.heading === undefined ? {} : { heading: read.heading }),
    candidates,
    verdicts: candidates.map((candidate) => known.get(nameOf(mentions, candidate))),
  };
}

function nameOf(mentions: readonly Mention[], { head, tail }: { head: number; tail: number }): string {
  return [mentions[head], mentions[tail]]
    .map((mention) => (mention ? `${mention.span.start}-${mention.span.end}-${mention.type}` : ''))
    .join('>');
}

function inOrder(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end;
}
