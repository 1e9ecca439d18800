import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

const known = new Map<string, Promise<string>>();

/**
 * The SHA-256 of a file, in hexadecimal. Computed once while path, size and time of change stay the same.
 *
 * @throws what `stat` or reading throws, such as `ENOENT`.
 */
export async function fileDigest(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  const key = `${path}\n${size}\n${mtimeMs}`;
  const before = known.get(key);
  if (before) return before;
  const digest = compute(path);
  known.set(key, digest);
  digest.catch(() => known.delete(key));
  return digest;
}

async function compute(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
