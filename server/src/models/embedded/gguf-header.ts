import { open } from 'node:fs/promises';

/** Magic, version, and how many tensors and how many values of metadata follow, as the GGUF format has them. */
const headerBytes = 24;

/** What a tensor's description and a value cannot be smaller than, in bytes: a name's length, a type, and more. */
const leastBytes = { tensor: 24, value: 13 };

/** More than any model has. A reader takes its time over each, so a damaged count below the file's size hurts too. */
const most = { tensors: 100_000n, values: 10_000n };

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
    const [tensors, values] = [buffer.readBigUInt64LE(8), buffer.readBigUInt64LE(16)];
    if (tensors === 0n || tensors > most.tensors || values > most.values) return false;
    return tensors * BigInt(leastBytes.tensor) + values * BigInt(leastBytes.value) <= BigInt(size);
  } finally {
    await file.close();
  }
}
