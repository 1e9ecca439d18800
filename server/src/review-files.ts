import { createHash } from 'node:crypto';
import { appendFile, readFile, realpath, rm, stat, truncate } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unlessAbsent } from './files/absent.js';
import { FileDraft } from './files/replaced-file.js';
import type { ReviewDisk } from './session/review-disk.js';

/** The real files. A file keeps its permissions, and a link what it points to. */
export const reviewFiles: ReviewDisk = {
  pathOf: (uri) => {
    try {
      return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
    } catch {
      return undefined;
    }
  },
  read: async (path, maxBytes) => {
    const facts = await unlessAbsent(stat(path));
    if (!facts) return undefined;
    return facts.size > maxBytes ? 'too-large' : await readFile(path);
  },
  realPath: (path) => realpath(path).catch(() => resolve(path)),
  draft: async (path, text) => {
    const draft = await FileDraft.begin(path);
    try {
      await draft.write(text);
    } catch (error) {
      await draft.drop();
      throw error;
    }
    await draft.finish();
    return { publish: () => draft.keep(), discard: () => draft.drop().catch(() => undefined) };
  },
  append: async (path, text) => {
    const size = (await unlessAbsent(stat(path)))?.size;
    const takeBack = (): Promise<void> => cutOff(path, size, Buffer.from(text));
    try {
      await appendFile(path, text, { flush: true });
    } catch (error) {
      // The caller looks at what is left.
      await takeBack().catch(() => undefined);
      throw error;
    }
    return takeBack;
  },
  digest: (text) => createHash('sha256').update(text).digest('hex'),
};

/** Makes a file as long as it was, and removes one that was not there, if it ends with a beginning of what was `added`. */
async function cutOff(path: string, size: number | undefined, added: Buffer): Promise<void> {
  const bytes = await unlessAbsent(readFile(path));
  if (!bytes) return;
  const rest = bytes.subarray(size ?? 0);
  if (!rest.equals(added.subarray(0, rest.length))) return;
  if (size === undefined) await rm(await realpath(path));
  else await truncate(path, size);
}
