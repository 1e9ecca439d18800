import type { CorpusRecord } from '../corpora/records.js';
import { findSentences } from '../note/sentences.js';
import { findSections } from '../note/sections.js';
import { hash53 } from './seeded.js';

/** Minimum number of letters and digits; shorter sentences ("Methods:") do not identify their source. */
const shortest = 24;

/** The contents of all test parts: hashes of their sentences, and their documents. */
export interface TestIndex {
  readonly sentences: ReadonlySet<number>;
  readonly documents: ReadonlySet<string>;
}

/**
 * Hashes of a text and each of its sentences, ignoring case, spaces and punctuation, so that a tokenised copy
 * has the same hash. Sentences too short to identify their source are left out.
 */
export function sentenceHashes(text: string): number[] {
  const sentences = findSentences(text, findSections(text)).map((sentence) => sentence.text);
  const all = new Set([text, ...sentences].map(folded).filter((each) => each.length >= shortest));
  return [...all].map(hash53);
}

function folded(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The texts that a record shows to a model. */
export function shownTexts(record: CorpusRecord): string[] {
  switch (record.kind) {
    case 'annotated':
      return [record.text];
    case 'pair':
      return [record.premise, record.hypothesis];
    case 'labelled':
      return [record.text, record.question ?? ''];
    case 'written':
      return [record.given, record.request];
    case 'classified':
    case 'note':
      return [record.text];
  }
}

/**
 * The lines of a row's input without their labels. Space-separated tokens can be divided into different
 * sentences than the original text.
 */
export function shownIn({ input }: { readonly input: string }): string[] {
  return input
    .split('\n')
    .map((line) =>
      line.replace(/^(?:Sentence|Question|Abstract|Passage|Note|Premise|Hypothesis)(?: \d)?: /, ''),
    );
}

/** The document's id that other corpora share (PMID, PMC or trial number); `undefined` if it has none. */
export function sharedName(document: string): string | undefined {
  return /^(?:\d{4,9}|PMC\d+|NCT\d+\/.+)$/.test(document) ? document : undefined;
}

/** Accumulates the test parts. */
export class TestIndexBuilder {
  readonly #sentences = new Set<number>();
  readonly #documents = new Set<string>();

  add(record: CorpusRecord): void {
    for (const text of shownTexts(record)) for (const hash of sentenceHashes(text)) this.#sentences.add(hash);
    const name = sharedName(record.document);
    if (name !== undefined) this.#documents.add(name);
  }

  get index(): TestIndex {
    return { sentences: this.#sentences, documents: this.#documents };
  }
}

/** Whether any of the texts, or their document, belongs to a test part. */
export function isLeaked(
  { sentences, documents }: TestIndex,
  shown: readonly string[],
  document: string,
): boolean {
  const name = sharedName(document);
  if (name !== undefined && documents.has(name)) return true;
  return shown.some((text) => sentenceHashes(text).some((hash) => sentences.has(hash)));
}

/** {@link isLeaked} for the rows of one record, which mostly show the same text. */
export function leakFinder(index: TestIndex): (shown: readonly string[], document: string) => boolean {
  const known = new Map<string, boolean>();
  return (shown, document) => {
    const key = [document, ...shown].join('\n');
    const answer = known.get(key) ?? isLeaked(index, shown, document);
    known.set(key, answer);
    return answer;
  };
}
