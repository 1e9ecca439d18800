import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { bytesOf, problemAt, type CorpusFile } from './files.js';
import { LineOffsets } from './line-offsets.js';
import type { CorpusProblem } from './records.js';

/** A row with access by column name. */
export interface CsvRow {
  /** Empty if the file does not have the column. */
  cell(column: string): string;
  /** Line on which it starts, from 1. */
  readonly line: number;
}

/** An item of the stream: a row, or a problem. */
export type CsvItem = { readonly row: CsvRow } | { readonly problem: CorpusProblem };

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly raw: string;
}

interface Placed {
  readonly record: Readonly<Record<string, string>>;
  readonly line: number;
}

/**
 * Streams the rows of a CSV file with a header (RFC 4180). Rows with too few or too many cells, or with bytes
 * that are not UTF-8, are reported and skipped. If a quote is never closed, the rest of the file is skipped.
 *
 * @param columns those without which a row is of no use.
 */
export async function* csvRows(file: CorpusFile, columns: readonly string[]): AsyncGenerator<CsvItem> {
  const skipped: CsvItem[] = [];
  const offsets = new LineOffsets();
  const parser = parse({
    columns: true,
    bom: true,
    info: true,
    raw: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (parsed, context): Placed => {
      const { record, raw } = parsed as unknown as Parsed;
      const { bytes } = context as unknown as { readonly bytes: number };
      return { record, line: startOf(offsets, bytes, raw) };
    },
    on_skip: (error, raw) => {
      if (error !== undefined) skipped.push(problemOf(file, error, offsets, raw));
    },
  });
  // Unlike `pipe`, this passes an error of the file on to the parser.
  pipeline(Readable.from(offsets.passing(bytesOf(file))), parser, () => undefined);
  try {
    for await (const { record, line } of parser as AsyncIterable<Placed>) {
      yield* skipped.splice(0);
      const lacking = columns.find((column) => record[column] === undefined);
      if (lacking !== undefined) {
        yield broken(file, line, 'no-column', `lacks the column ${lacking}`);
      } else if (Object.values(record).some((cell) => cell.includes('\ufffd'))) {
        yield broken(file, line, 'encoding', 'holds characters that could not be decoded');
      } else {
        yield { row: { line, cell: (column) => record[column] ?? '' } };
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    skipped.push(problemOf(file, error, offsets));
  }
  yield* skipped;
}

/** The line on which the record ends at byte `bytes` starts; `raw` may begin with skipped empty lines. */
function startOf(offsets: LineOffsets, bytes: number, raw: string): number {
  return offsets.lineAt(bytes - 1) - (raw.trim().split('\n').length - 1);
}

function problemOf(file: CorpusFile, error: CsvError, offsets: LineOffsets, raw = ''): CsvItem {
  const bytes: unknown = error['bytes'];
  const at = typeof bytes === 'number' ? startOf(offsets, bytes, raw) : 1;
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? broken(file, at, 'truncated', 'the file ends within a quoted cell')
    : broken(file, at, 'csv', 'is no row of this table');
}

function broken(file: CorpusFile, line: number, code: string, message: string): CsvItem {
  return problemAt(file, line, code, message) as { problem: CorpusProblem };
}
