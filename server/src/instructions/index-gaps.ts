import type { CorpusProblem, Split } from '../corpora/records.js';
import { Counts, type Count } from './tally.js';

/** Problems in the held-out parts: what the index lacks can leak undetected. */
export interface Gaps {
  /** Problems that the readers reported, by code, corpus and part: `words-differ BioRED dev`. */
  readonly faults: Readonly<Record<string, Count>>;
  /** Missing parts, such as `BC5CDR test`. */
  readonly missing: readonly string[];
}

/** Counts what the index lacks. */
export class IndexGaps {
  readonly #faults = new Counts();
  readonly #missing = new Map<string, Set<string>>();

  add(corpus: string, split: Split, { code, file, line }: CorpusProblem): void {
    const part = `${corpus} ${split}`;
    if (code === 'missing') this.#missing.set(corpus, (this.#missing.get(corpus) ?? new Set()).add(part));
    else this.#faults.add(`${code} ${part}`, `${file}:${line}`);
  }

  /**
   * @param taught the corpora that rows are made of: nobody need own the others, so of those no part is missed.
   */
  list(taught: ReadonlySet<string>): Gaps {
    const missing = [...this.#missing].filter(([corpus]) => taught.has(corpus));
    return { faults: this.#faults.list(), missing: missing.flatMap(([, parts]) => [...parts]).sort() };
  }
}
