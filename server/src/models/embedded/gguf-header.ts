import { open } from 'node:fs/promises';

/** Magic, version, and how many tensors and how many values of metadata follow, as the GGUF format has them. */
const headerBytes = 24;

/** What neither a tensor nor a value can be smaller than, in bytes. */
const leastBytes = 8;

/**
 * Whether a file begins as a GGUF file does, with counts that it has room for. A reader believes the counts, and
 * would go through a damaged file for hours.
 */
export async function hasGgufHeader(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    if (bytesRead < headerBytes || buffer.toString('latin1', 0, 4) !== 'GGUF') return false;
    const count = buffer.readBigUInt64LE(8) + buffer.readBigUInt64LE(16);
    return count * BigInt(leastBytes) <= BigInt(size);
  } finally {
    await file.close();
  }
}
