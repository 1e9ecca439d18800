import { realTimer, type Timer } from '../shared/timer.js';

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
