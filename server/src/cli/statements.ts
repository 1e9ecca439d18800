import * as l10n from '@vscode/l10n';
import { readTextFile } from './bounded-reading.js';
import { UsageError } from './failure.js';
import { visible } from './visible.js';

/** In UTF-16 units: what is longer is no statement. */
const longestStatement = 2_000;

/** In bytes. */
const largestFile = 1_000_000;

/**
 * The statements to check: those on the command line, then those of a file, one on each line. Blank lines of the file
 * and lines that begin with `#` are passed over.
 *
 * @throws UsageError if there is none, one is too long, or the file cannot be read; or the signal's reason.
 */
export async function statementsFrom(
  given: readonly string[],
  path: string | undefined,
  signal: AbortSignal,
): Promise<string[]> {
  const text = path === undefined ? '' : await readTextFile(path, largestFile, signal);
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'));
  const statements = [...given, ...lines].map((line) => line.trim()).filter((line) => line !== '');
  if (statements.length === 0) {
    throw new UsageError(
      path === undefined
        ? l10n.t(
            'Give a sentence to check: --statement "The patient has diabetes.", or a file: --statements FILE.',
          )
        : l10n.t('{file} contains no statement.', { file: visible(path) }),
    );
  }
  if (statements.some(({ length }) => length > longestStatement)) {
    throw new UsageError(
      l10n.t('A statement has more than {limit} characters. Give one sentence.', { limit: longestStatement }),
    );
  }
  return statements;
}
