import type { CorpusProblem } from '../corpora/records.js';
import type { Dropped, InstructionRow } from './row.js';

/** How many items of a kind there are, with the first examples. */
export interface Count {
  readonly count: number;
  /** Ids of rows and records, or `file:line`; no text. */
  readonly examples: readonly string[];
}

/** The outcome of a build. */
export interface Summary {
  readonly rows: number;
  /** `task` → corpus → rows. */
  readonly byTask: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly bySplit: Readonly<Record<string, number>>;
  /** What was left out, by code and corpus: `leaked PHEE`. */
  readonly dropped: Readonly<Record<string, Count>>;
  /** Problems in the corpora's files, by code and corpus. */
  readonly problems: Readonly<Record<string, Count>>;
  /** Corpora with a missing part. */
  readonly missing: readonly string[];
}

const mostExamples = 3;

/** Counts by kind, with the first examples of each. */
export class Counts {
  readonly #counts = new Map<string, { count: number; examples: string[] }>();

  add(kind: string, example: string): void {
    const known = this.#counts.get(kind) ?? { count: 0, examples: [] };
    this.#counts.set(kind, known);
    known.count += 1;
    if (known.examples.length < mostExamples) known.examples.push(example);
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, { count }) => sum + count, 0);
  }

  list(): Record<string, Count> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** Counts what a build writes and leaves out. */
export class Tally {
  readonly #byTask = new Map<string, Map<string, number>>();
  readonly #bySplit = new Map<string, number>();
  readonly #dropped = new Counts();
  readonly #problems = new Counts();
  readonly #missing = new Set<string>();
  readonly #taught = new Set<string>();
  #rows = 0;

  row({ task, source, split }: InstructionRow): void {
    this.#rows += 1;
    if (split !== 'test') this.#taught.add(source);
    const sources = this.#byTask.get(task) ?? new Map<string, number>();
    this.#byTask.set(task, sources);
    sources.set(source, (sources.get(source) ?? 0) + 1);
    this.#bySplit.set(split, (this.#bySplit.get(split) ?? 0) + 1);
  }

  dropped({ code, id }: Dropped, source: string): void {
    this.#dropped.add(`${code} ${source}`, id);
  }

  problem({ code, file, line }: CorpusProblem, source: string): void {
    if (code === 'missing') this.#missing.add(source);
    else this.#problems.add(`${code} ${source}`, `${file}:${line}`);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Corpora that yielded rows from parts other than their test part. */
  get taught(): ReadonlySet<string> {
    return this.#taught;
  }

  summary(): Summary {
    return {
      rows: this.#rows,
      byTask: Object.fromEntries(
        [...this.#byTask].map(([task, sources]) => [task, Object.fromEntries(sources)]),
      ),
      bySplit: Object.fromEntries(this.#bySplit),
      dropped: this.#dropped.list(),
      problems: this.#problems.list(),
      missing: [...this.#missing].sort(),
    };
  }
}
