import { constants, open } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { codeOf, UsageError } from './failure.js';
import { visible } from './visible.js';

/**
 * Opens a file for reading, through any links that lead to it. Only regular files are opened: a device may have no
 * end, and a pipe may block for good.
 *
 * @throws UsageError if it is missing, not readable or not a regular file.
 */
export async function openRegularFile(path: string): Promise<Readable> {
  const file = visible(path);
  // Opening a pipe that nobody writes to would block without O_NONBLOCK.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw new UsageError(unreadable(file, codeOf(error)), { cause: error });
  });
  const found = await handle.stat();
  if (found.isFile()) {
    return handle.createReadStream();
  }
  await handle.close();
  throw new UsageError(
    found.isDirectory()
      ? unreadable(file, 'EISDIR')
      : l10n.t('{file} is not a regular file. Pipe it to standard input and use “-” as its name.', { file }),
  );
}

/**
 * Reads a stream to its end, or until it has given more than `limit` bytes: its size is not trusted. The rest is left
 * unread.
 *
 * @throws the signal's reason.
 */
export async function readAtMost(input: Readable, limit: number, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of addAbortSignal(signal, input) as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limit) {
        break;
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  return Buffer.concat(chunks);
}

/**
 * Reads a UTF-8 text file that accompanies a command, such as a schema.
 *
 * @param limit in bytes.
 * @throws UsageError if the file cannot be read or is larger than `limit`; or the signal's reason.
 */
export async function readTextFile(path: string, limit: number, signal: AbortSignal): Promise<string> {
  const bytes = await readAtMost(await openRegularFile(path), limit, signal);
  if (bytes.length > limit) {
    throw new UsageError(
      l10n.t('{file} is larger than {limit} MB.', { file: visible(path), limit: limit / 1e6 }),
    );
  }
  return Buffer.from(bytes).toString('utf8');
}

function unreadable(file: string, code: string): string {
  switch (code) {
    case 'ENOENT':
      return l10n.t('{file} does not exist. Check the path.', { file });
    case 'EISDIR':
      return l10n.t('{file} is a folder. Name a file.', { file });
    case 'EACCES':
      return l10n.t('{file} cannot be read: permission denied.', { file });
    default:
      return l10n.t('{file} cannot be read ({code}).', { file, code });
  }
}
