import { createHash, randomUUID } from 'node:crypto';
import {
  access,
  appendFile,
  chmod,
  constants,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
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
    const facts = await unlessAbsent(stat(path));
    // Another file would take the place of one that must not be written.
    if (facts) await access(path, constants.W_OK);
    const target = facts ? await realpath(path) : path;
    const draft = `${target}.${randomUUID()}.tmp`;
    const discard = (): Promise<void> => rm(draft, { force: true }).catch(() => undefined);
    try {
      await writeFile(draft, text, { flag: 'wx', flush: true });
      if (facts) await chmod(draft, facts.mode);
    } catch (error) {
      await discard();
      throw error;
    }
    return { publish: () => rename(draft, target), discard };
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

async function unlessAbsent<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes a file as long as it was, and removes one that was not there, if it ends with a beginning of what was `added`. */
async function cutOff(path: string, size: number | undefined, added: Buffer): Promise<void> {
  const bytes = await unlessAbsent(readFile(path));
  if (!bytes) return;
  const rest = bytes.subarray(size ?? 0);
  if (!rest.equals(added.subarray(0, rest.length))) return;
  if (size === undefined) await rm(await realpath(path));
  else await truncate(path, size);
}
