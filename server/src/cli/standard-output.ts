import { createWriteStream, fstatSync } from 'node:fs';
import type { OutputStream } from './terminal.js';

/**
 * The stream for results. Where standard output is a file or a device, a stream that writes all of a chunk or fails:
 * Node's own ignores that the system took less than it was given, so a full disk would cut a result unnoticed.
 */
export function standardOutput(): OutputStream {
  return process.stdout.isTTY || !isFileOrDevice(1)
    ? process.stdout
    : createWriteStream('', { fd: 1, autoClose: false });
}

function isFileOrDevice(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.isFile() || found.isCharacterDevice();
  } catch {
    return false;
  }
}
