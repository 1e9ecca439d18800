import type { Sentence } from '../note/note.js';

/** A hexadecimal digest of a text. */
export type Digest = (text: string) => string;

/** A sentence wherever it stands in a note: its text, and which of how many with that text it is. */
export interface SentenceIdentity {
  readonly hash: string;
  /** Counted from 0, and absent if the sentence is the only one with its text. */
  readonly nth?: number;
  readonly of?: number;
}

/** The identities of a note's sentences, in their order. */
export function sentenceIdentities(sentences: readonly Sentence[], digest: Digest): SentenceIdentity[] {
  const counts = new Map<string, number>();
  for (const { text } of sentences) counts.set(text, (counts.get(text) ?? 0) + 1);
  const seen = new Map<string, number>();
  return sentences.map(({ text }) => {
    const of = counts.get(text) ?? 1;
    const nth = seen.get(text) ?? 0;
    seen.set(text, nth + 1);
    const hash = digest(text).slice(0, 16);
    return of === 1 ? { hash } : { hash, nth, of };
  });
}

/** Equal for equal identities. */
export function identityKey({ hash, nth = 0, of = 1 }: SentenceIdentity): string {
  return `${hash} ${nth}/${of}`;
}

/** The index of the sentence that holds `offset`, or that ends there; -1: none does. */
export function sentenceAt(sentences: readonly Sentence[], offset: number): number {
  const inside = sentences.findIndex(({ span }) => span.start <= offset && offset < span.end);
  return inside >= 0 ? inside : sentences.findIndex(({ span }) => span.end === offset);
}
