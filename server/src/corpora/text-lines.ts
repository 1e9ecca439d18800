import { isUtf8 } from 'node:buffer';
import { allBytesOf, bytesOf, type CorpusFile } from './files.js';

/** A line of a file, without its line ending. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  /** Empty if the line is not readable. */
  readonly text: string;
  /** False if the line is not UTF-8, or longer than in any corpus. */
  readonly readable: boolean;
  /** Whether a line ending follows; only the last line of a file can lack it. */
  readonly ended: boolean;
}

/** Maximum length of a line in bytes. Whole articles are on one line, but no whole corpus is. */
const longestLine = 32_000_000;

/**
 * Streams the lines of a UTF-8 file; `\n` and `\r\n` end a line. A line in another encoding is returned as
 * unreadable. A file with a UTF-16 byte order mark yields a single unreadable line.
 */
export async function* textLines(file: CorpusFile): AsyncGenerator<TextLine> {
  let number = 0;
  let rest: Buffer[] = [];
  let length = 0;
  let first = true;
  const lineOf = (bytes: Buffer, ended: boolean): TextLine => {
    number += 1;
    const end = bytes.at(-1) === 13 ? bytes.length - 1 : bytes.length;
    const start = number === 1 && bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
    const text = bytes.length > longestLine ? '' : bytes.toString('utf8', start, end);
    const readable = bytes.length <= longestLine && (!text.includes('\ufffd') || isUtf8(bytes));
    return { number, text: readable ? text : '', readable, ended };
  };
  for await (const chunk of bytesOf(file)) {
    if (first && ((chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff))) {
      yield { number: 1, text: '', readable: false, ended: false };
      return;
    }
    first = false;
    let start = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, start)) {
      const end = chunk.subarray(start, at);
      yield lineOf(rest.length === 0 ? end : Buffer.concat([...rest, end]), true);
      rest = [];
      length = 0;
      start = at + 1;
    }
    if (start < chunk.length && length <= longestLine) {
      rest.push(chunk.subarray(start));
      length += chunk.length - start;
    }
  }
  if (rest.length > 0) yield lineOf(Buffer.concat(rest), false);
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** The text of a small file; `undefined` if it is not UTF-8. */
export async function wholeText(file: CorpusFile): Promise<string | undefined> {
  const bytes = await allBytesOf(file);
  if (bytes.length > longestLine || !isUtf8(bytes)) return undefined;
  return bytes.toString('utf8', bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0);
}
