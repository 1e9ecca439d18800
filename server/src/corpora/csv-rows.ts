import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { problemAt, type CorpusFile } from './files.js';
import type { CorpusProblem } from './records.js';

/** A row by its columns' names. */
export interface CsvRow {
  /** Empty for a column that the file does not have. */
  cell(column: string): string;
  /** Where it starts, from 1. */
  readonly line: number;
}

/** What a stream of rows gives. */
export type CsvItem = { readonly row: CsvRow } | { readonly problem: CorpusProblem };

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/**
 * The rows of a CSV file with a header (RFC 4180), as a stream. A row that has too few or too many cells, or holds
 * bytes that are not UTF-8, is named and left out; where a quote is never closed the rest of the file is.
 *
 * @param columns those without which a row is of no use.
 */
export async function* csvRows(file: CorpusFile, columns: readonly string[]): AsyncGenerator<CsvItem> {
  const skipped: CsvError[] = [];
  const parser = createReadStream(file.path).pipe(
    parse({
      columns: true,
      bom: true,
      info: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error) => {
        if (error !== undefined) skipped.push(error);
      },
    }),
  );
  let line = 2;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      yield* skipped.splice(0).map((error) => problemOf(file, error));
      const lacking = columns.find((column) => record[column] === undefined);
      const start = line;
      line = info.lines + 1;
      if (lacking !== undefined) {
        yield broken(file, start, 'no-column', `lacks the column ${lacking}`);
      } else if (Object.values(record).some((cell) => cell.includes('\ufffd'))) {
        yield broken(file, start, 'encoding', 'holds characters that could not be decoded');
      } else {
        yield { row: { line: start, cell: (column) => record[column] ?? '' } };
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    skipped.push(error);
  }
  yield* skipped.map((error) => problemOf(file, error));
}

function problemOf(file: CorpusFile, error: CsvError): CsvItem {
  const lines: unknown = error['lines'];
  const at = typeof lines === 'number' ? lines : 1;
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? broken(file, at, 'truncated', 'the file ends within a quoted cell')
    : broken(file, at, 'csv', 'is no row of this table');
}

function broken(file: CorpusFile, line: number, code: string, message: string): CsvItem {
  return problemAt(file, line, code, message) as { problem: CorpusProblem };
}
