import type { GoldMention } from './gold.js';

/** Finds, in a text that nobody has marked, the words that were marked elsewhere: the longest first, whole words only. */
export class Lexicon {
  readonly #mentions: ReadonlyMap<string, GoldMention>;
  readonly #pattern: RegExp;

  constructor(mentions: readonly GoldMention[]) {
    this.#mentions = new Map(mentions.map((mention) => [mention.text.toLowerCase(), mention]));
    const words = [...this.#mentions.keys()]
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    this.#pattern = new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${words.join('|') || '(?!)'})(?![\\p{L}\\p{N}])`,
      'giu',
    );
  }

  /** In order of appearance. */
  mentionsIn(text: string): GoldMention[] {
    return [...text.matchAll(this.#pattern)].flatMap(([found]) => {
      const mention = this.#mentions.get(found.toLowerCase());
      return mention ? [{ ...mention, text: found }] : [];
    });
  }
}
