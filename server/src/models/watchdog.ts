/** Calls back once after so many milliseconds, unless the function that it gives is called before. */
export type Timer = (callback: () => void, milliseconds: number) => () => void;

/** The timer of the machine. */
export const realTimer: Timer = (callback, milliseconds) => {
  const timeout = setTimeout(callback, milliseconds);
  return () => {
    clearTimeout(timeout);
  };
};

/** A time limit that is set again at every sign of life. */
export interface Watchdog {
  /** Aborted when a limit has run out. */
  readonly signal: AbortSignal;
  /** Starts the limit anew. */
  expect(withinSeconds: number): void;
  stop(): void;
}

/** A limit that has not started yet. */
export function watchdog(timer: Timer = realTimer): Watchdog {
  const controller = new AbortController();
  let stop: () => void = () => undefined;
  return {
    signal: controller.signal,
    expect(withinSeconds) {
      stop();
      stop = timer(() => {
        controller.abort();
      }, withinSeconds * 1000);
    },
    stop() {
      stop();
    },
  };
}
