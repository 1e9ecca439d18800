import { open } from 'node:fs/promises';
import { parse, resolve } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import * as l10n from '@vscode/l10n';
import { UsageError } from './failure.js';
import { visible } from './visible.js';

/** A note as the command line got it. */
export interface InputNote {
  /** As the user named it; `-` for standard input. */
  readonly name: string;
  /** File name without its folder and extension, for what is written beside it. */
  readonly stem: string;
  readonly uri: string;
  readonly text: string;
  /** Something to tell the user, such as an encoding that had to be guessed. */
  readonly warning?: string;
}

/** The largest note that is read, in bytes. */
export const largestNote = 5_000_000;

/**
 * Reads a note from a file, or from `input` where `name` is `-`.
 *
 * @throws UsageError where it is missing, empty, too large or not text; or the signal's reason.
 */
export async function readInput(name: string, input: Readable, signal: AbortSignal): Promise<InputNote> {
  const shown = name === '-' ? l10n.t('Standard input') : visible(name);
  const bytes = name === '-' ? await readAll(input, signal) : await readFile(name, shown);
  signal.throwIfAborted();
  if (bytes.length > largestNote) {
    throw new UsageError(
      l10n.t('{note} is larger than {limit} MB. Split it, for example into one file for each note.', {
        note: shown,
        limit: largestNote / 1e6,
      }),
    );
  }
  const { text, warning } = decode(bytes, shown);
  if (text.trim() === '') {
    throw new UsageError(l10n.t('{note} is empty: there is nothing to analyze.', { note: shown }));
  }
  const uri = name === '-' ? 'stdin:/note' : pathToFileURL(resolve(name)).href;
  return { name, stem: stemOf(name), uri, text, ...(warning !== undefined && { warning }) };
}

/** The name of a note's file without its folder and extension; never a path. */
export function stemOf(name: string): string {
  return name === '-' ? 'stdin' : parse(name).name;
}

/** Not much more than is allowed: the rest is left unread. */
async function readAll(input: Readable, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of addAbortSignal(signal, input) as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > largestNote) {
        break;
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  return Buffer.concat(chunks);
}

async function readFile(path: string, shown: string): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      return size > largestNote ? new Uint8Array(largestNote + 1) : await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UsageError(unreadable(shown, code), { cause: error });
  }
}

function unreadable(note: string, code: string): string {
  switch (code) {
    case 'ENOENT':
      return l10n.t('{note} does not exist. Check the path.', { note });
    case 'EISDIR':
      return l10n.t('{note} is a folder. Name the notes in it, for example with folder/*.txt.', { note });
    case 'EACCES':
      return l10n.t('{note} may not be read. Check its permissions.', { note });
    default:
      return l10n.t('{note} cannot be read ({code}).', { note, code });
  }
}

/** UTF-8, or UTF-16 with its mark; other text is read as Windows-1252, in which old systems export. */
function decode(bytes: Uint8Array, shown: string): { text: string; warning?: string } {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  if (mark === 0xfffe || mark === 0xfeff) {
    return { text: new TextDecoder(mark === 0xfffe ? 'utf-16le' : 'utf-16be').decode(bytes) };
  }
  if (isBinary(bytes)) {
    throw new UsageError(l10n.t('{note} is not text. Export the note as plain text first.', { note: shown }));
  }
  try {
    // The mark at the start counts in offsets into the file, so it stays.
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return {
      text: fromWindows1252(bytes),
      warning: l10n.t('{note} is not valid UTF-8: it is read as Windows-1252.', { note: shown }),
    };
  }
}

const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Some releases of Node 20 decode this encoding as Latin-1, so its 32 characters are put in here. */
function fromWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => windows1252[character.charCodeAt(0) - 0x80] ?? character);
}

/** Text holds no NUL, and hardly any control characters but white space and ESC. */
function isBinary(bytes: Uint8Array): boolean {
  let controls = 0;
  for (const byte of bytes) {
    if (byte === 0) {
      return true;
    }
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) {
      controls += 1;
    }
  }
  return controls > bytes.length / 20;
}
