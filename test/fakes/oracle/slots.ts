/** A slot that a call has, until it gives it back. */
export interface Lease {
  /** How many tokens at the beginning of the prompt the slot has evaluated before. */
  readonly cached: number;
  /** Gives the slot back, with all the tokens that it holds now. */
  release(tokens: readonly number[]): void;
}

/** More calls wait than the queue takes: the server answers 503. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

interface Slot {
  tokens: readonly number[];
  isBusy: boolean;
  lastUsed: number;
}

/**
 * The slots of a server as llama.cpp has them: each keeps the tokens that it evaluated last, prompt and reply, and
 * a call that begins with the same tokens does not pay for them again. A call gets the free slot that shares the
 * longest beginning with it, the one longest unused among equals; others wait in order of arrival.
 */
export class SlotPool {
  readonly #slots: readonly Slot[];
  readonly #waiting: (() => void)[] = [];
  #clock = 0;

  constructor(
    count: number,
    private readonly maxQueue: number,
  ) {
    this.#slots = Array.from({ length: count }, () => ({ tokens: [], isBusy: false, lastUsed: 0 }));
  }

  /** How many calls wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Waits for a slot.
   *
   * @throws QueueFull, or the signal's reason.
   */
  async acquire(prompt: readonly number[], signal: AbortSignal): Promise<Lease> {
    signal.throwIfAborted();
    if (!this.#slots.some(({ isBusy }) => !isBusy)) {
      if (this.#waiting.length >= this.maxQueue) throw new QueueFull();
      await this.#turn(signal);
    }
    const slot = this.#best(prompt);
    slot.isBusy = true;
    slot.lastUsed = ++this.#clock;
    return {
      // The last token is always evaluated: its outcome is the first token of the reply.
      cached: Math.min(sharedLength(slot.tokens, prompt), prompt.length - 1),
      release: (tokens) => {
        slot.tokens = tokens;
        slot.isBusy = false;
        this.#waiting.shift()?.();
      },
    };
  }

  /** Empties the slots' caches, as a restart would. */
  forget(): void {
    for (const slot of this.#slots) slot.tokens = [];
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(signal.reason as Error);
      };
      const enter = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      this.#waiting.push(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  #best(prompt: readonly number[]): Slot {
    const free = this.#slots.filter(({ isBusy }) => !isBusy);
    const [best] = free.sort(
      (a, b) => sharedLength(b.tokens, prompt) - sharedLength(a.tokens, prompt) || a.lastUsed - b.lastUsed,
    );
    if (!best) throw new Error('No slot is free.');
    return best;
  }
}

/** How many tokens two sequences have in common at their beginning. */
export function sharedLength(a: readonly number[], b: readonly number[]): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}
