import { problemAt, type CorpusFile } from './files.js';
import type { CorpusProblem } from './records.js';
import { textLines } from './text-lines.js';

/** One entry of a JSON object or array. */
export interface JsonEntry {
  /** Absent in an array. */
  readonly key?: string;
  readonly value: unknown;
  /** Line on which it starts, from 1. */
  readonly line: number;
}

/** An item of the stream: an entry, or a problem. */
export type JsonItem = { readonly entry: JsonEntry } | { readonly problem: CorpusProblem };

/**
 * Streams the entries of a JSON file that is an object or an array, or of the one under the key `inside`, so
 * that the file need not fit into memory. An entry that is not valid JSON is reported, and reading continues
 * with the next one. A truncated file is reported too.
 */
export async function* jsonEntries(file: CorpusFile, inside?: string): AsyncGenerator<JsonItem> {
  const level = inside === undefined ? 1 : 2;
  let depth = 0;
  let isString = false;
  let isEscaped = false;
  let within = inside === undefined;
  let finished = false;
  let entry = '';
  let startLine = 1;
  // The last string at the top level, which is the key of what follows.
  let key = '';
  for await (const { text, number, readable } of textLines(file)) {
    if (!readable) {
      yield broken(file, number, 'encoding', 'is not UTF-8');
      return;
    }
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const char = text.charCodeAt(i);
      if (isString) {
        if (isEscaped) isEscaped = false;
        else if (char === backslash) isEscaped = true;
        else if (char === quote) isString = false;
        if (depth === 1 && level === 2 && isString) key += text.charAt(i);
        continue;
      }
      if (char === quote) {
        isString = true;
        if (depth === 1) key = '';
      } else if (char === openBrace || char === openBracket) {
        depth += 1;
        if (depth === level && (level === 1 || key === inside) && !finished) {
          within = true;
          from = i + 1;
          startLine = number;
        }
      } else if (char === closeBrace || char === closeBracket) {
        if (depth === level && within) {
          yield* entryOf(entry + text.slice(from, i), file, startLine, char === closeBracket);
          entry = '';
          within = false;
          finished = true;
        }
        depth -= 1;
      } else if (char === comma && depth === level && within) {
        yield* entryOf(entry + text.slice(from, i), file, startLine, undefined);
        entry = '';
        from = i + 1;
        startLine = number;
      }
    }
    if (within && depth >= level) {
      if (entry.trim() === '' && text.slice(from).trim() === '') startLine = number + 1;
      entry += `${text.slice(from)}\n`;
    }
    if (depth < 0) break;
  }
  if (depth > 0 || !finished) {
    yield broken(file, startLine, 'truncated', 'the file ends within its JSON');
  }
}

const [quote, backslash, comma, openBrace, closeBrace, openBracket, closeBracket] = [
  0x22, 0x5c, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d,
];

function* entryOf(
  text: string,
  file: CorpusFile,
  line: number,
  isArray: boolean | undefined,
): Generator<JsonItem> {
  if (text.trim() === '') return;
  for (const form of isArray === true ? [`[${text}]`] : [`{${text}}`, `[${text}]`]) {
    try {
      const parsed = JSON.parse(form) as unknown;
      if (Array.isArray(parsed)) {
        yield { entry: { value: parsed[0] as unknown, line } };
        return;
      }
      for (const [key, value] of Object.entries(parsed as object)) yield { entry: { key, value, line } };
      return;
    } catch {
      continue;
    }
  }
  yield broken(file, line, 'not-json', 'is no JSON');
}

function broken(file: CorpusFile, line: number, code: string, message: string): JsonItem {
  return problemAt(file, line, code, message) as { problem: CorpusProblem };
}

/** The lines of a JSON Lines file, each a value. */
export async function* jsonLines(file: CorpusFile): AsyncGenerator<JsonItem> {
  for await (const { text, number, readable, ended } of textLines(file)) {
    if (readable && text.trim() === '') continue;
    if (!readable) {
      yield broken(file, number, 'encoding', 'is not UTF-8');
      continue;
    }
    try {
      yield { entry: { value: JSON.parse(text) as unknown, line: number } };
    } catch {
      yield broken(
        file,
        number,
        ended ? 'not-json' : 'truncated',
        ended ? 'is no JSON' : 'the file ends within a line',
      );
    }
  }
}
