import type { CorpusProblem, Split } from '../corpora/records.js';
import { Counts, type Count } from './tally.js';

/** What the index of the parts that are kept back lacks, so that leaks of it go unseen. */
export interface Gaps {
  /** What cannot be read in them, by code, corpus and part: `words-differ BioRED dev`. */
  readonly unread: Readonly<Record<string, Count>>;
  /** The parts that are not there, such as `BC5CDR test`. */
  readonly missing: readonly string[];
}

/** Counts what the index lacks. */
export class IndexGaps {
  readonly #unread = new Counts();
  readonly #missing = new Map<string, Set<string>>();

  add(corpus: string, split: Split, { code, file, line }: CorpusProblem): void {
    const part = `${corpus} ${split}`;
    if (code === 'missing') this.#missing.set(corpus, (this.#missing.get(corpus) ?? new Set()).add(part));
    else this.#unread.add(`${code} ${part}`, `${file}:${line}`);
  }

  /**
   * @param taught the corpora that rows are made of: nobody need own the others, so of those no part is missed.
   */
  list(taught: ReadonlySet<string>): Gaps {
    const missing = [...this.#missing].filter(([corpus]) => taught.has(corpus));
    return { unread: this.#unread.list(), missing: missing.flatMap(([, parts]) => [...parts]).sort() };
  }
}
