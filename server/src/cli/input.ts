import { parse, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import * as l10n from '@vscode/l10n';
import { openRegularFile, readAtMost } from './bounded-reading.js';
import { UsageError } from './failure.js';
import { visible } from './visible.js';

/** A note that was read. */
export interface InputNote {
  /** As the user named it; `-` for standard input. */
  readonly name: string;
  /** File name without its folder and extension, for what is written beside it. */
  readonly stem: string;
  readonly uri: string;
  readonly text: string;
  /** A warning for the user, for example about a guessed encoding. */
  readonly warning?: string;
}

/** The largest note that is read, in bytes. */
export const largestNote = 5_000_000;

/**
 * Reads a note from a regular file, or from `input` where `name` is `-`.
 *
 * @throws UsageError if it is missing, empty, too large or not text; or the signal's reason.
 */
export async function readInput(name: string, input: Readable, signal: AbortSignal): Promise<InputNote> {
  const shown = name === '-' ? l10n.t('Standard input') : visible(name);
  signal.throwIfAborted();
  const source = name === '-' ? input : await openRegularFile(name);
  const bytes = await readAtMost(source, largestNote, signal);
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

/** The name of a note's file without folder and extension. */
export function stemOf(name: string): string {
  return name === '-' ? 'stdin' : parse(name).name;
}

/** Decodes UTF-8, UTF-16 with a byte order mark, or else Windows-1252, which older systems export. */
function decode(bytes: Uint8Array, shown: string): { text: string; warning?: string } {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  if (mark === 0xfffe || mark === 0xfeff) {
    return { text: new TextDecoder(mark === 0xfffe ? 'utf-16le' : 'utf-16be').decode(bytes) };
  }
  if (isBinary(bytes)) {
    throw new UsageError(l10n.t('{note} is not text. Export the note as plain text first.', { note: shown }));
  }
  try {
    // A byte order mark counts in offsets into the file, so it is kept.
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return {
      text: fromWindows1252(bytes),
      warning: l10n.t('{note} is not valid UTF-8, so it was read as Windows-1252.', { note: shown }),
    };
  }
}

const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Some releases of Node 20 decode this encoding as Latin-1, so its 32 extra characters are listed here. */
function fromWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => windows1252[character.charCodeAt(0) - 0x80] ?? character);
}

/** Whether bytes are no text: that has no NUL, and few control characters other than white space and ESC. */
export function isBinary(bytes: Uint8Array): boolean {
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
