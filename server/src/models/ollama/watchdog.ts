/** A time limit that is set again at every sign of life. */
export interface Watchdog {
  /** Aborted when a limit has run out. */
  readonly signal: AbortSignal;
  /** Starts the limit anew. */
  expect(withinSeconds: number): void;
  stop(): void;
}

/** A limit that has not started yet. */
export function watchdog(): Watchdog {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: controller.signal,
    expect(withinSeconds) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        controller.abort();
      }, withinSeconds * 1000);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
