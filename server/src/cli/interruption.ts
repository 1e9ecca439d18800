import { setMaxListeners } from 'node:events';
import { Interrupted } from './failure.js';

/** The source of signals: the process. */
export interface SignalSource {
  on(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/**
 * Runs `work` with a signal that Ctrl-C or SIGTERM aborts. A second Ctrl-C calls `giveUp`, for people who do not want
 * to wait until the engine has stopped.
 */
export async function interruptible<T>(
  source: SignalSource,
  giveUp: () => void,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // Every call that waits for the model adds a listener; this is not a leak.
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
