import type { CheckResult } from '../../../server/src/shared/protocol.js';
import type { CheckRecord } from './check-record.js';

/** How many checks are kept; the oldest goes first. */
const mostKept = 100;

/**
 * The checks that were made in this window, the newest first. They hold words of notes, so they are in memory only:
 * whoever wants to keep one saves it.
 */
export class Checks {
  #records: readonly CheckRecord[] = [];
  #count = 0;
  readonly #listeners = new Set<() => void>();

  get all(): readonly CheckRecord[] {
    return this.#records;
  }

  get(id: string): CheckRecord | undefined {
    return this.#records.find((record) => record.id === id);
  }

  add(check: Omit<CheckRecord, 'id'>): CheckRecord {
    const record = { ...check, id: `check ${++this.#count}` };
    this.#change([record, ...this.#records].slice(0, mostKept));
    return record;
  }

  /** The same check was made again. */
  replace(id: string, checked: string, result: CheckResult): void {
    this.#change(this.#records.map((record) => (record.id === id ? { ...record, checked, result } : record)));
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

  #change(records: readonly CheckRecord[]): void {
    this.#records = records;
    for (const listener of this.#listeners) listener();
  }
}
