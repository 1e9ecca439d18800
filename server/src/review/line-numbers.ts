import type { ReadLog } from './log.js';
import { nextNumber } from './standoff-lines.js';

/** Numbers for lines that are added: none bears them and none ever bore, so that what is undone later finds its own. */
export class LineNumbers {
  /** The next free number of each kind of line. */
  readonly #free = new Map<string, number>();

  /** @param contents the lines of the standoff file. */
  constructor(
    private readonly contents: readonly string[],
    private readonly log: ReadLog,
  ) {}

  /** An id for a line of a kind, such as `T`; never given twice. */
  next(kind: string): string {
    const number = this.#free.get(kind) ?? nextNumber(kind, this.#bearers());
    this.#free.set(kind, number + 1);
    return `${kind}${number}`;
  }

  #bearers(): string[] {
    const past = this.log.entries.flatMap(({ entry }) =>
      (entry.changes ?? []).flatMap(({ before = '', after = '' }) => [before, after]),
    );
    return [...this.contents, ...past];
  }
}
