import { jsonrepair } from 'jsonrepair';
import type { Reply } from './task.js';
import { answerIn } from './thoughts.js';

/** What could be made of a reply that should be JSON. */
export interface JsonReply {
  readonly value: unknown;
  /** The reply ended before its JSON did; `value` holds what was complete. */
  readonly cut: boolean;
  /** The text of the JSON in the reply, and where it starts. */
  readonly offset: number;
}

const longestReply = 200_000;

/**
 * The limit for the repair, in UTF-16 units and in quotation marks: its time grows with the cube of the number of
 * unterminated strings, and anything longer is not an answer about a sentence with a slip in it.
 */
const repairable = { length: 4000, quotes: 200 };

/**
 * Finds the JSON in a reply: behind thoughts, inside code fences, with or without words around it;
 * repaired where it is damaged, shortened to its last complete object where it is cut. `undefined` if there
 * is none. Never throws.
 */
export function readJsonReply(reply: Reply): JsonReply | undefined {
  const all = reply.text.slice(0, longestReply);
  const answer = answerIn(all);
  const open = answer.text.search(/[{[]/);
  if (open < 0) return undefined;
  const offset = answer.offset + open;
  const text = withoutTail(answer.text.slice(open));
  const whole = parsed(text);
  if (whole !== undefined) return { value: whole, cut: false, offset };
  const end = text.lastIndexOf('}');
  const closed = /[}\]]\s*$/.test(text) && reply.finish === 'stop';
  const value = repaired(closed ? text : text.slice(0, end + 1));
  return value === undefined ? undefined : { value, cut: !closed, offset };
}

/** The text up to a code fence's end, and without words behind the last bracket. */
function withoutTail(text: string): string {
  const fence = text.search(/\n?```/);
  const body = fence < 0 ? text : text.slice(0, fence);
  const end = Math.max(body.lastIndexOf('}'), body.lastIndexOf(']'));
  const tail = body.slice(end + 1);
  return end >= 0 && !/["{[:,]/.test(tail) ? body.slice(0, end + 1) : body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function repaired(text: string): unknown {
  const value = parsed(`${text}${missingEnd(text)}`);
  if (value !== undefined) return value;
  const quotes = text.match(/["'`´‘’“”]/g)?.length ?? 0;
  if (text.length > repairable.length || quotes > repairable.quotes) return undefined;
  try {
    return JSON.parse(jsonrepair(text)) as unknown;
  } catch {
    return undefined;
  }
}

/** The brackets that JSON lacks at its end. */
function missingEnd(text: string): string {
  const open: string[] = [];
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') inString = !inString;
    else if (inString) i += character === '\\' ? 1 : 0;
    else if (character === '[') open.push(']');
    else if (character === '{') open.push('}');
    else if (character === ']' || character === '}') open.pop();
  }
  return open.reverse().join('');
}
