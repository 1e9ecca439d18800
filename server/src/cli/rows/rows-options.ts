import * as l10n from '@vscode/l10n';
import type { Command } from 'commander';
import { countOf } from '../numbers.js';

/** The options of a command that may read rows in JSON Lines instead of notes. */
export interface RowsOptions {
  readonly quiet?: boolean;
  readonly jsonl?: boolean;
  readonly concurrency: number;
  readonly unordered?: boolean;
  readonly skipIds?: string;
  readonly cache?: string;
}

/** @param described what `--jsonl` does. */
export function addRowsOptions(command: Command, described: string): Command {
  return command
    .option('--jsonl', described)
    .option('--concurrency <number>', l10n.t('rows to read at a time'), countOf, 4)
    .option(
      '--cache <folder>',
      l10n.t('where answers are cached for rows that are read again; several processes may share it'),
    )
    .option('--unordered', l10n.t('write each row as soon as it is done'))
    .option(
      '--skip-ids <file>',
      l10n.t('skip rows with these ids: one per line, or the rows that an earlier run wrote'),
    );
}
