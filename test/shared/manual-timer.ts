import type { Timer } from '../../server/src/shared/timer.js';

/** A timer for tests: time passes only when the test says so. */
export class ManualTimer {
  #now = 0;
  #waiting: { readonly at: number; readonly milliseconds: number; readonly callback: () => void }[] = [];
  /** Every duration that was ever asked for, in milliseconds. */
  readonly set: number[] = [];

  readonly start: Timer = (callback, milliseconds) => {
    const call = { at: this.#now + milliseconds, milliseconds, callback };
    this.#waiting.push(call);
    this.set.push(milliseconds);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== call);
    };
  };

  /** The durations of the calls that are still to come, in milliseconds. */
  get running(): number[] {
    return this.#waiting.map(({ milliseconds }) => milliseconds);
  }

  /** Lets time pass, then waits for everything that became due. */
  async pass(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    this.#run(({ at }) => at <= this.#now);
    await settle();
  }

  /** Makes every call at once. */
  runOut(): void {
    this.#run(() => true);
  }

  #run(isDue: (call: { readonly at: number }) => boolean): void {
    const due = this.#waiting.filter(isDue).sort((a, b) => a.at - b.at);
    this.#waiting = this.#waiting.filter((call) => !isDue(call));
    for (const { callback } of due) callback();
  }
}

/** Waits until every promise that can resolve without time passing has done so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
