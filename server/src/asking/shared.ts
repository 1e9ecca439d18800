import { setMaxListeners } from 'node:events';

interface Waiter<T> {
  resolve(value: T): void;
  reject(reason: unknown): void;
}

/**
 * One piece of work that several callers wait for. Each caller has its own signal and leaves alone; the work
 * itself is aborted, through {@link Shared.signal}, only when the last one has left.
 *
 * @template T what the work gives. @template D what is known of each caller.
 */
export class Shared<T, D = undefined> {
  readonly #waiters = new Map<Waiter<T>, D>();
  readonly #controller = new AbortController();

  /** @param onAbandoned called when the last caller has left before the work was done. */
  constructor(private readonly onAbandoned: () => void = () => undefined) {}

  /** Aborted when nobody waits any more. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What is known of each caller that still waits. */
  get details(): Iterable<D> {
    return this.#waiters.values();
  }

  /** Waits for the work. Rejects with the signal's reason as soon as `signal` is aborted. */
  join(signal: AbortSignal, detail: D): Promise<T> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        signal.removeEventListener('abort', onAbort);
        this.#waiters.delete(waiter);
      };
      const waiter: Waiter<T> = {
        resolve: (value) => {
          leave();
          resolve(value);
        },
        reject: (reason) => {
          leave();
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- an abort reason is handed on as it is
          reject(reason);
        },
      };
      const onAbort = (): void => {
        waiter.reject(signal.reason);
        if (this.#waiters.size === 0) {
          this.onAbandoned();
          this.#controller.abort(signal.reason);
        }
      };
      this.#waiters.set(waiter, detail);
      if (signal.aborted) {
        onAbort();
      } else {
        // A caller may wait for many pieces of work under one signal; that many are no leak.
        setMaxListeners(0, signal);
        signal.addEventListener('abort', onAbort);
      }
    });
  }

  /** Gives every caller the result. */
  resolve(value: T): void {
    for (const waiter of [...this.#waiters.keys()]) {
      waiter.resolve(value);
    }
  }

  /** Gives every caller the error, and aborts what is left of the work. */
  reject(reason: unknown): void {
    for (const waiter of [...this.#waiters.keys()]) {
      waiter.reject(reason);
    }
    this.#controller.abort(reason);
  }
}
