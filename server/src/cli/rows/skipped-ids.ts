import { createInterface } from 'node:readline';
import { openRegularFile } from '../bounded-reading.js';
import { finishedId } from './row.js';

/**
 * The ids that an earlier run has finished: a file with an id on each line, or with the rows that the run wrote, of
 * which those with an error are left out.
 *
 * @throws UsageError if the file cannot be read; or the signal's reason.
 */
export async function skippedIds(
  path: string | undefined,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  if (path === undefined) return ids;
  const lines = createInterface({ input: await openRegularFile(path), crlfDelay: Infinity, signal });
  for await (const line of lines) {
    const id = line.startsWith('{') ? finishedId(line) : line.trim();
    if (id !== undefined && id !== '') ids.add(id);
  }
  signal.throwIfAborted();
  return ids;
}
