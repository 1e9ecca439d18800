import { stat } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import type { NoteAnalysis } from '../../analysis/note-analysis.js';
import { jsonShape } from '../../formats/json.js';
import type { Parts } from '../../session/parts.js';
import type { Settings } from '../../shared/protocol.js';
import { openRegularFile } from '../bounded-reading.js';
import { exitCode, type ExitCode } from '../exit-code.js';
import { UsageError } from '../failure.js';
import { ProgressLine } from '../progress-line.js';
import { schemaFor } from '../schema-option.js';
import { announceModel, withParts, type CommandContext } from '../session.js';
import { print } from '../terminal.js';
import { longestLine, type Row } from './row.js';
import { filterRows } from './row-filter.js';
import { rowLines } from './row-lines.js';
import { RowProgress } from './row-progress.js';
import { skippedIds } from './skipped-ids.js';

export interface AnnotateRowsOptions {
  readonly schema: string;
  readonly quiet?: boolean;
  readonly concurrency: number;
  readonly unordered?: boolean;
  readonly skipIds?: string;
}

/**
 * `bionote annotate --jsonl`: a filter over rows. Each line of the input is a JSON object with `id` and `text`, each
 * line of the output the same object with `bionote` added, or with an `error`; none is missing, but for rows that
 * `--skip-ids` names. Where the engine fails as a whole, the rows that are not written are those to run again.
 *
 * @param names one file, or `-` for standard input.
 * @throws UsageError, ModelError, ReaderGone, OutputError or the signal's reason.
 */
export async function annotateRows(
  names: readonly string[],
  options: AnnotateRowsOptions,
  settings: Settings,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  const [name = '-', ...others] = names;
  if (others.length > 0) {
    throw new UsageError(l10n.t('--jsonl reads one file of rows, or “-” for standard input.'));
  }
  const { quiet = false, unordered = false, concurrency } = options;
  const schema = await schemaFor(options.schema, signal);
  const skip = await skippedIds(options.skipIds, signal);
  const input = name === '-' ? terminal.stdin : await openRegularFile(name);
  const total = name === '-' ? undefined : (await stat(name)).size;
  return withParts(context, settings, schema, async (parts) => {
    await announceModel(parts, context, quiet, schema);
    const bytes = { read: 0, ...(total !== undefined && { total }) };
    const progress = new RowProgress(new ProgressLine(terminal.stderr, quiet), bytes);
    const { engine, model } = parts.models.selected ?? {};
    const reader = { ...(engine !== undefined && { engine }), ...(model !== undefined && { model }) };
    const outcomes = filterRows(
      rowLines(chunksOf(input, bytes, signal), longestLine, signal),
      {
        concurrency,
        unordered,
        skip,
        read: (row, by) => readRowText(row, parts, by),
        shape: (row, analysis) =>
          jsonShape(analysis, { source: String(row.id), schema: schema.name, ...reader }),
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
  });
}

let opened = 0;

async function readRowText(row: Row, { analysis }: Parts, signal: AbortSignal): Promise<NoteAnalysis> {
  const uri = `row:/${(opened += 1)}`;
  analysis.open(uri, 1, row.text, true);
  try {
    return await analysis.analyze(uri, { signal, priority: 'asked' });
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
