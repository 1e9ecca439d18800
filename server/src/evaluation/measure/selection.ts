import type { CorpusItem, CorpusProblem, CorpusRecord } from '../../corpora/records.js';
import type { ProblemSummary } from '../report/report.js';
import { seededRandom } from '../scores/random.js';

/** Which records of a part to measure; all where neither is given. */
export interface Choice {
  /** The first so many. */
  readonly limit?: number;
  /** So many drawn by the seed, each with the same chance. */
  readonly sample?: number;
  /** How many errors a report shows of each data set. */
  readonly errors: number;
  readonly seed: number;
}

/** The records that were chosen, in their order, and what was wrong with the files. */
export interface Selected<T> {
  readonly units: readonly T[];
  /** How many there were to choose from. */
  readonly of: number;
  readonly problems: ProblemSummary;
}

/** How many problems a report names with file and line; the rest is counted. */
const mostNamed = 50;

/**
 * Streams a part of a corpus and keeps what is chosen.
 *
 * @param unitsOf the units of a record; none if it is none of the task's.
 */
export async function selectUnits<T>(
  items: AsyncIterable<CorpusItem>,
  unitsOf: (record: CorpusRecord) => T | undefined,
  { limit, sample, seed }: Choice,
): Promise<Selected<T>> {
  const random = seededRandom(seed);
  let kept: Kept<T>[] = [];
  const problems = new ProblemTally();
  let of = 0;
  for await (const item of items) {
    if ('problem' in item) {
      problems.add(item.problem);
      continue;
    }
    const unit = unitsOf(item.record);
    if (unit === undefined) {
      continue;
    }
    const place = of++;
    const lot = random();
    if (sample !== undefined || place < (limit ?? Infinity)) {
      kept.push({ unit, place, lot });
    }
    // The part itself need not fit into memory.
    if (sample !== undefined && kept.length >= 2 * sample + 1000) {
      kept = lowest(kept, sample);
    }
  }
  const chosen = sample === undefined ? kept : lowest(kept, sample);
  chosen.sort((a, b) => a.place - b.place);
  return { units: chosen.map(({ unit }) => unit), of, problems: problems.summary };
}

interface Kept<T> {
  readonly unit: T;
  readonly place: number;
  readonly lot: number;
}

/** Those with the lowest lots: a larger sample then holds the smaller one, and its answers are in the cache. */
function lowest<T>(kept: readonly Kept<T>[], count: number): Kept<T>[] {
  return kept.toSorted((a, b) => a.lot - b.lot || a.place - b.place).slice(0, count);
}

/** Counts problems by code, and keeps the first. */
export class ProblemTally {
  readonly #byCode: Record<string, number> = {};
  readonly #first: CorpusProblem[] = [];
  #total = 0;

  add(problem: CorpusProblem): void {
    this.#total++;
    this.#byCode[problem.code] = (this.#byCode[problem.code] ?? 0) + 1;
    if (this.#first.length < mostNamed) {
      this.#first.push(problem);
    }
  }

  get summary(): ProblemSummary {
    return { total: this.#total, byCode: { ...this.#byCode }, first: [...this.#first] };
  }
}

/** The problems of several files, those of the first ones named before the others. */
export function together(...parts: readonly (ProblemSummary | undefined)[]): ProblemSummary {
  const summaries = parts.filter((part) => part !== undefined);
  const byCode: Record<string, number> = {};
  for (const [code, count] of summaries.flatMap((part) => Object.entries(part.byCode))) {
    byCode[code] = (byCode[code] ?? 0) + count;
  }
  return {
    total: summaries.reduce((sum, { total }) => sum + total, 0),
    byCode,
    first: summaries.flatMap(({ first }) => first).slice(0, mostNamed),
  };
}
