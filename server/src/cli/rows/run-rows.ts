import { stat } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import type { Parts } from '../../session/parts.js';
import type { Settings } from '../../shared/protocol.js';
import type { Schema } from '../../tasks/schema.js';
import { openRegularFile } from '../bounded-reading.js';
import { exitCode, type ExitCode } from '../exit-code.js';
import { UsageError } from '../failure.js';
import { ProgressLine } from '../progress-line.js';
import { announceModel, withParts, type CommandContext } from '../session.js';
import { print } from '../terminal.js';
import { longestLine, type Row } from './row.js';
import { filterRows } from './row-filter.js';
import { rowLines } from './row-lines.js';
import { RowProgress } from './row-progress.js';
import type { RowsOptions } from './rows-options.js';
import { skippedIds } from './skipped-ids.js';

/** What a command makes of the text of a row. */
export interface RowTask<R> {
  /** @param uri under which the text is open. @throws ModelError or the signal's reason. */
  readonly read: (uri: string, parts: Parts, signal: AbortSignal) => Promise<R>;
  /** Whether something in it failed that may succeed when it is asked again. */
  readonly isIncomplete: (result: R) => boolean;
  /** The object that is added to the row. */
  readonly shape: (result: R, source: string, parts: Parts) => object;
}

/**
 * A filter over rows. Each line of the input is a JSON object with `id` and `text`, each line of the output the same
 * object with `bionote` added, or with an `error`; none is missing, but for rows that `--skip-ids` names. Where the
 * engine fails as a whole, the rows that are not written are those to run again.
 *
 * @param names one file, or `-` for standard input.
 * @throws UsageError, ModelError, ReaderGone, OutputError or the signal's reason.
 */
export async function runRows<R>(
  names: readonly string[],
  { quiet = false, unordered = false, concurrency, skipIds, cache }: RowsOptions,
  settings: Settings,
  schema: Schema,
  context: CommandContext,
  task: RowTask<R>,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  const [name = '-', ...others] = names;
  if (others.length > 0) {
    throw new UsageError(l10n.t('--jsonl reads one file of rows, or “-” for standard input.'));
  }
  const skip = await skippedIds(skipIds, signal);
  const input = name === '-' ? terminal.stdin : await openRegularFile(name);
  const total = name === '-' ? undefined : (await stat(name)).size;
  const work = async (parts: Parts): Promise<ExitCode> => {
    await announceModel(parts, context, quiet, schema);
    const bytes = { read: 0, ...(total !== undefined && { total }) };
    const progress = new RowProgress(new ProgressLine(terminal.stderr, quiet), bytes);
    const outcomes = filterRows<R>(
      rowLines(chunksOf(input, bytes, signal), longestLine, signal),
      {
        concurrency,
        unordered,
        skip,
        read: (row, by) => whileOpen(row, parts, (uri) => task.read(uri, parts, by)),
        isIncomplete: task.isIncomplete,
        shape: (row, result) => task.shape(result, String(row.id), parts),
      },
      signal,
    );
    try {
      for await (const outcome of outcomes) {
        await print(terminal.stdout, outcome.line);
        progress.count(outcome);
      }
    } finally {
      progress.finish();
    }
    return exitCode.done;
  };
  return withParts(context, settings, schema, work, cache);
}

let opened = 0;

async function whileOpen<R>(
  { text }: Row,
  { analysis }: Parts,
  work: (uri: string) => Promise<R>,
): Promise<R> {
  const uri = `row:/${(opened += 1)}`;
  analysis.open(uri, 1, text, true);
  try {
    return await work(uri);
  } finally {
    analysis.close(uri);
  }
}

/** The chunks of a stream; `bytes.read` says how much has been taken. */
async function* chunksOf(
  input: Readable,
  bytes: { read: number },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of addAbortSignal(signal, input) as AsyncIterable<Uint8Array>) {
    bytes.read += chunk.length;
    yield chunk;
  }
}
