import { setTimeout as wait } from 'node:timers/promises';

/** How fast a model reads and writes, in tokens a second; infinite where time is not what is measured. */
export interface Speed {
  readonly prefill: number;
  readonly decode: number;
  /** What a call costs besides, in milliseconds; nothing where absent. */
  readonly perCall?: number;
}

/** The pace at which the tokens of one reply become known. */
export class Pace {
  readonly #started = performance.now();

  /** @param prefilled how many tokens of the prompt have to be evaluated. */
  constructor(
    private readonly speed: Speed,
    private readonly prefilled: number,
  ) {}

  /** Milliseconds since the slot was taken. */
  get elapsed(): number {
    return performance.now() - this.#started;
  }

  /**
   * Waits until at least `count` tokens are known, and tells how many are: each is due at a set time after the
   * beginning, so that a late timer does not add up.
   *
   * @throws the signal's reason.
   */
  async known(count: number, signal: AbortSignal): Promise<number> {
    const due = this.#due(count);
    if (due > this.elapsed) await wait(Math.ceil(due - this.elapsed), undefined, { signal });
    signal.throwIfAborted();
    if (this.speed.decode === Infinity) return Infinity;
    const decoding = this.elapsed - this.#due(0);
    return Math.max(count, Math.floor((decoding / 1000) * this.speed.decode));
  }

  #due(count: number): number {
    const { prefill, decode, perCall = 0 } = this.speed;
    return perCall + (this.prefilled / prefill + count / decode) * 1000;
  }
}
