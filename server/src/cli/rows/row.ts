import { isBinary, largestNote } from '../input.js';
import type { RowLine } from './row-lines.js';

/** Why a line is no row that can be read. */
export type RowFault =
  | 'line-too-long'
  | 'not-utf-8'
  | 'not-json'
  | 'not-an-object'
  | 'reserved-field'
  | 'no-id'
  | 'duplicate-id'
  | 'no-text'
  | 'text-too-long'
  | 'not-unicode'
  | 'not-text';

/** A text to read, with the fields that came along. */
export interface Row {
  readonly id: string | number;
  readonly text: string;
  /** All of the line, `id` and `text` among them. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A line that holds no usable row; `id` where one could be read. */
export interface BadRow {
  readonly id: string | number | null;
  readonly line: number;
  readonly fault: RowFault;
}

/** The longest line, in bytes: a note of the largest size, some of it escaped. */
export const longestLine = 2 * largestNote;

/** What BioNote adds to a row. `__proto__` would change the object that a careless reader makes of the row. */
const reserved = ['bionote', 'error', '__proto__'];

/** Reads a line as a row with an `id`, a string or a whole number, and a `text`. */
export function readRow({ number, bytes }: RowLine): Row | BadRow {
  let id: string | number | null = null;
  const bad = (fault: RowFault): BadRow => ({ id, line: number, fault });
  if (bytes === undefined) return bad('line-too-long');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return bad(error instanceof SyntaxError ? 'not-json' : 'not-utf-8');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad('not-an-object');
  const fields = value as Record<string, unknown>;
  const given = Object.hasOwn(fields, 'id') ? fields['id'] : undefined;
  if (!isId(given)) return bad('no-id');
  id = given;
  if (reserved.some((name) => Object.hasOwn(fields, name))) return bad('reserved-field');
  const text = Object.hasOwn(fields, 'text') ? fields['text'] : undefined;
  if (typeof text !== 'string') return bad('no-text');
  if (Buffer.byteLength(text) > largestNote) return bad('text-too-long');
  if (!isWellFormed(text)) return bad('not-unicode');
  if (isBinary(Buffer.from(text))) return bad('not-text');
  return { id, text, fields };
}

/** The id of an output row that has a result; `undefined` of one with an error, and of what is no row. */
export function finishedId(line: string): string | undefined {
  try {
    const row = JSON.parse(line) as Record<string, unknown> | null;
    if (typeof row !== 'object' || row === null) return undefined;
    return isId(row['id']) && !Object.hasOwn(row, 'error') ? String(row['id']) : undefined;
  } catch {
    return undefined;
  }
}

function isId(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '' && isWellFormed(value)) || Number.isSafeInteger(value);
}

/** Whether no surrogate stands alone, which UTF-8 cannot hold. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
