import * as vscode from 'vscode';

/** How long work may take before it is shown, in milliseconds. */
const patience = 1000;

/**
 * Does work that the user asked for; where it takes longer than a second, shows it with a way to cancel. It is cancelled
 * too where `superseded` is aborted.
 */
export async function withLateProgress<T>(
  title: string,
  work: (token: vscode.CancellationToken) => Promise<T>,
  superseded?: AbortSignal,
): Promise<T> {
  const source = new vscode.CancellationTokenSource();
  const cancel = (): void => {
    source.cancel();
  };
  if (superseded?.aborted === true) cancel();
  superseded?.addEventListener('abort', cancel);
  const running = work(source.token);
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_, token) => {
        token.onCancellationRequested(cancel);
        await running.then(
          () => undefined,
          () => undefined,
        );
      },
    );
  }, patience);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
    superseded?.removeEventListener('abort', cancel);
    source.dispose();
  }
}
