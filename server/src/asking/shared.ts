import { setMaxListeners } from 'node:events';

interface Waiter<T> {
  resolve(value: T): void;
  reject(reason: unknown): void;
}

/**
 * A piece of work that several callers wait for. Each caller has its own signal. The work is aborted, through
 * {@link Shared.signal}, when the last caller has left.
 *
 * @template T the result. @template D what each caller says about itself.
 */
export class Shared<T, D = undefined> {
  readonly #waiters = new Map<Waiter<T>, D>();
  readonly #controller = new AbortController();

  /** @param onAbandoned called when the last caller leaves before the work is done. */
  constructor(private readonly onAbandoned: () => void = () => undefined) {}

  /** Aborted when nobody is waiting. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What each waiting caller said about itself. */
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
        // One signal may cover many pieces of work, so many listeners are no leak.
        setMaxListeners(0, signal);
        signal.addEventListener('abort', onAbort);
      }
    });
  }

  /** Hands the result to every caller. */
  resolve(value: T): void {
    for (const waiter of [...this.#waiters.keys()]) {
      waiter.resolve(value);
    }
  }

  /** Rejects every caller and aborts the work. */
  reject(reason: unknown): void {
    for (const waiter of [...this.#waiters.keys()]) {
      waiter.reject(reason);
    }
    this.#controller.abort(reason);
  }
}
