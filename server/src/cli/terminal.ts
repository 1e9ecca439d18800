import type { Readable, Writable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { wantsColor } from './style.js';

/** A stream that may be a terminal. */
export type OutputStream = Writable & {
  readonly isTTY?: boolean;
  /** Width in characters, where it is a terminal. */
  readonly columns?: number;
};

/** What a command reads from and writes to. */
export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: OutputStream;
  /** Progress, warnings and errors: standard output holds results only. */
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Writes a result and waits until it is taken. A reader that has gone, such as `head`, is no error. */
export function print(stream: OutputStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => {
      resolve();
    });
  });
}

/** Says something to the person beside the results; `notice` must be safe to show. */
export function tell({ stderr, env }: Terminal, notice: string, kind?: 'warning' | 'error'): void {
  const codes = { warning: '33', error: '31' } as const;
  const labels = { warning: l10n.t('warning: '), error: l10n.t('error: ') };
  const label = kind === undefined ? '' : labels[kind];
  const shown =
    kind !== undefined && wantsColor(stderr, env) ? `\u001b[${codes[kind]}m${label}\u001b[39m` : label;
  stderr.write(`${shown}${notice}\n`);
}
