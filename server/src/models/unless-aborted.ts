/**
 * Waits for `promise`, but no longer than until `signal` is aborted; what the promise stands for goes on.
 *
 * @throws the reason of `signal`, or what the promise rejects with.
 */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(signal.reason as Error);
    };
    const settle = (): void => {
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    promise.then(resolve, reject).finally(settle);
  });
}
