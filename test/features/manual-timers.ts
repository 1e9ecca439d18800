import type { Timers } from '../../server/src/features/timers.js';

/** Timers that go off when a test says so. */
export class ManualTimers implements Timers {
  #now = 0;
  #waiting: { readonly at: number; readonly callback: () => void }[] = [];

  setTimeout(callback: () => void, milliseconds: number): { dispose(): void } {
    const timer = { at: this.#now + milliseconds, callback };
    this.#waiting.push(timer);
    return {
      dispose: () => {
        this.#waiting = this.#waiting.filter((other) => other !== timer);
      },
    };
  }

  /** Lets time pass, and then everything that was due settle. */
  async pass(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    const due = this.#waiting.filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
    await settle();
  }
}

/** Waits until every promise that can resolve without time has. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
