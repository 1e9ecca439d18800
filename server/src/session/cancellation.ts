import type { CancellationToken } from 'vscode-languageserver';

/**
 * Runs `work` with a signal that aborts as soon as `token` is cancelled, so that a cancelled request ends in
 * the engine too. Stops listening when the work is done.
 */
export async function withSignal<T>(
  token: CancellationToken,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  const listening = token.onCancellationRequested(() => {
    controller.abort();
  });
  try {
    return await work(controller.signal);
  } finally {
    listening.dispose();
  }
}
