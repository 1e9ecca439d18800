import type { CheckRecord } from './check-record.js';
import type { ComparisonRecord } from './comparison-record.js';
import type { AnswerRecord } from './records.js';

/** How many answers are kept; the oldest goes first. */
const mostKept = 100;

/**
 * The checks and comparisons that were made in this window, the newest first. They hold words of notes, so they are in memory only:
 * whoever wants to keep one saves it.
 */
export class Checks {
  #records: readonly AnswerRecord[] = [];
  #count = 0;
  readonly #listeners = new Set<() => void>();

  get all(): readonly AnswerRecord[] {
    return this.#records;
  }

  get(id: string): AnswerRecord | undefined {
    return this.#records.find((record) => record.id === id);
  }

  add(answer: Omit<CheckRecord, 'id'> | Omit<ComparisonRecord, 'id'>): AnswerRecord {
    const record: AnswerRecord = { ...answer, id: `check ${++this.#count}` };
    this.#change([record, ...this.#records].slice(0, mostKept));
    return record;
  }

  /** The same was asked again. */
  replace(record: AnswerRecord): void {
    this.#change(this.#records.map((each) => (each.id === record.id ? record : each)));
  }

  /** @param id absent: all of them. */
  remove(id?: string): void {
    this.#change(id === undefined ? [] : this.#records.filter((record) => record.id !== id));
  }

  /** Returns a function that takes the listener off. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #change(records: readonly AnswerRecord[]): void {
    this.#records = records;
    for (const listener of this.#listeners) listener();
  }
}
