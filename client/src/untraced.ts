import type * as vscode from 'vscode';

/**
 * `log` as the language client may trace its messages to: it says that nobody wants a trace, and drops one that is
 * written all the same. Traced messages hold notes, and a log is a file; without this a workspace could have them
 * written with `bionote.trace.server`.
 *
 * @param level a `vscode.LogLevel`, any but `Trace`.
 */
export function untraced(log: vscode.LogOutputChannel, level: number): vscode.LogOutputChannel {
  const never = (): Pick<vscode.Disposable, 'dispose'> => ({ dispose: () => undefined });
  return Object.create(log, {
    logLevel: { value: level },
    onDidChangeLogLevel: { value: never },
    trace: { value: () => undefined },
  }) as vscode.LogOutputChannel;
}
