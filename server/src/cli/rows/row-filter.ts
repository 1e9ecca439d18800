import { setTimeout as pause } from 'node:timers/promises';
import { concernsCall, ModelError } from '../../models/error.js';
import { readRow, type BadRow, type Row } from './row.js';
import type { RowLine } from './row-lines.js';

/** Why a row has no result: its own fault, or the code of a failed call. */
export interface RowError {
  readonly code: string;
  /** How often a model was asked. */
  readonly attempts: number;
}

/** What came of a row. */
export interface RowOutcome {
  /** The output row, in one line with its end. */
  readonly line: string;
  readonly error?: RowError;
}

/** @typeParam R what is made of a text. */
export interface RowFilterOptions<R> {
  /** Rows that are read at a time. */
  readonly concurrency: number;
  /** Whether a row may come out before an earlier one. */
  readonly unordered: boolean;
  /** Ids, as strings, that are passed over. */
  readonly skip: ReadonlySet<string>;
  /** Reads one text. @throws ModelError or the signal's reason. */
  readonly read: (row: Row, signal: AbortSignal) => Promise<R>;
  /** Whether something in it failed that may succeed when it is asked again. */
  readonly isIncomplete: (result: R) => boolean;
  /** The object that is added to the row. */
  readonly shape: (row: Row, result: R) => object;
  /** Waits so many milliseconds before the next attempt. @throws the signal's reason. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/** How often a row is asked for in all. */
const attempts = 6;

/** Milliseconds before the second attempt; doubled before each further one. */
const firstWait = 500;

/**
 * Gives one output row for each line: the row with `bionote` added, or `{"id", "line", "error"}`. No more than
 * `concurrency` rows are held at a time, and no line is read before there is room for it.
 *
 * @throws ModelError if the engine fails as a whole and goes on to; or the signal's reason.
 */
export async function* filterRows<R>(
  lines: AsyncIterable<RowLine>,
  options: RowFilterOptions<R>,
  signal: AbortSignal,
): AsyncGenerator<RowOutcome, void, undefined> {
  const end = new AbortController();
  const either = AbortSignal.any([signal, end.signal]);
  const seen = new Set<string>();
  const held = new Map<number, Promise<[number, RowOutcome]>>();
  const input = lines[Symbol.asyncIterator]();
  let upcoming: Promise<IteratorResult<RowLine>> | undefined;
  let ended = false;
  const begin = (line: RowLine): void => {
    const row = unseen(readRow(line), line.number, seen);
    if (row.id !== null && options.skip.has(String(row.id))) return;
    const outcome = outcomeOf(row, options, either).then((done): [number, RowOutcome] => [line.number, done]);
    // Whoever waits for it hears of a failure.
    outcome.catch(() => undefined);
    held.set(line.number, outcome);
  };
  try {
    while (!ended || held.size > 0) {
      if (!ended && held.size < options.concurrency) upcoming ??= input.next();
      const waiting = [...held.values()];
      // What is done comes out without waiting for further lines: whoever writes them may wait for it.
      const first = await Promise.race([
        ...(options.unordered ? waiting : waiting.slice(0, 1)),
        ...(upcoming ? [upcoming] : []),
      ]);
      if (Array.isArray(first)) {
        const [place, outcome] = first;
        held.delete(place);
        yield outcome;
        continue;
      }
      upcoming = undefined;
      if (first.done === true) ended = true;
      else begin(first.value);
    }
  } finally {
    end.abort();
    upcoming?.catch(() => undefined);
    void input.return?.();
    await Promise.allSettled(held.values());
  }
}

/** The row, unless an earlier one has its id. */
function unseen(row: Row | BadRow, line: number, seen: Set<string>): Row | BadRow {
  if (row.id === null) return row;
  const id = String(row.id);
  if (seen.has(id)) return { id: row.id, line, fault: 'duplicate-id' };
  seen.add(id);
  return row;
}

async function outcomeOf<R>(
  row: Row | BadRow,
  options: RowFilterOptions<R>,
  signal: AbortSignal,
): Promise<RowOutcome> {
  if ('fault' in row) {
    const error = { code: row.fault, attempts: 0 };
    return { line: jsonLine({ id: row.id, line: row.line, error }), error };
  }
  const { read, isIncomplete, shape, wait = paused } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await read(row, signal);
      if (attempt < attempts && isIncomplete(result)) {
        // What was answered is known by now: only what failed is asked again.
        await wait(firstWait * 2 ** (attempt - 1), signal);
        continue;
      }
      return { line: jsonLine({ ...row.fields, bionote: shape(row, result) }) };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ModelError)) throw error;
      if (attempt === attempts || !error.transient) {
        // A row that makes the engine die is a bad row; the engine starts again.
        if (!concernsCall(error) && error.code !== 'engine-died') throw error;
        const failed = { code: error.code, attempts: attempt };
        return { line: jsonLine({ id: row.id, error: failed }), error: failed };
      }
      await wait(firstWait * 2 ** (attempt - 1), signal);
    }
  }
}

function paused(milliseconds: number, signal: AbortSignal): Promise<unknown> {
  return pause(milliseconds, undefined, { signal });
}

function jsonLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
