import type { Readable, Writable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { codeOf, OutputError, ReaderGone } from './failure.js';
import { wantsColor } from './style.js';

/** A stream that may be a terminal. */
export type OutputStream = Writable & {
  readonly isTTY?: boolean;
  /** Width in characters, where it is a terminal. */
  readonly columns?: number;
};

/** The streams and the environment of a command. */
export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: OutputStream;
  /** For progress, warnings and errors; standard output is for results only. */
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Writes a result and waits until all of it is taken.
 *
 * @throws ReaderGone or OutputError.
 */
export function print(stream: OutputStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (!error) {
        resolve();
        return;
      }
      const code = codeOf(error);
      reject(gone.has(code) ? new ReaderGone() : new OutputError(code));
    });
  });
}

/** A pipe without a reader, and a stream that is closed after it broke. */
const gone = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

/** Writes a notice on standard error. `notice` must be safe to show: see {@link visible}. */
export function tell({ stderr, env }: Terminal, notice: string, kind?: 'warning' | 'error'): void {
  const codes = { warning: '33', error: '31' } as const;
  const labels = { warning: l10n.t('warning: '), error: l10n.t('error: ') };
  const label = kind === undefined ? '' : labels[kind];
  const shown =
    kind !== undefined && wantsColor(stderr, env) ? `\u001b[${codes[kind]}m${label}\u001b[39m` : label;
  stderr.write(`${shown}${notice}\n`);
}
