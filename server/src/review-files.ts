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
  replace: async (path, text) => {
    const facts = await unlessAbsent(stat(path));
    // Another file would take the place of one that must not be written.
    if (facts) await access(path, constants.W_OK);
    const target = facts ? await realpath(path) : path;
    const draft = `${target}.${randomUUID()}.tmp`;
    try {
      await writeFile(draft, text, { flag: 'wx', flush: true });
      if (facts) await chmod(draft, facts.mode);
      await rename(draft, target);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  },
  append: (path, text) => appendFile(path, text, { flush: true }),
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
