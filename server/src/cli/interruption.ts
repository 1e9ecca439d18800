import { setMaxListeners } from 'node:events';
import { Interrupted } from './failure.js';

/** What tells of Ctrl-C: the process. */
export interface SignalSource {
  on(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/**
 * Runs `work` with a signal that Ctrl-C, or a request to end, aborts down to the engine. The second Ctrl-C
 * calls `giveUp` for a person who does not want to wait.
 */
export async function interruptible<T>(
  source: SignalSource,
  giveUp: () => void,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // Every call that waits for the model listens; that is no leak.
  setMaxListeners(0, controller.signal);
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      giveUp();
    }
    controller.abort(new Interrupted());
  };
  source.on('SIGINT', onSignal);
  source.on('SIGTERM', onSignal);
  try {
    return await work(controller.signal);
  } finally {
    source.off('SIGINT', onSignal);
    source.off('SIGTERM', onSignal);
  }
}
