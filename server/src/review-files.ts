import { createHash } from 'node:crypto';
import { appendFile, readFile, realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unlessAbsent } from './files/absent.js';
import { replaceFile } from './files/replaced-file.js';
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
  replace: (path, text) => replaceFile(path, text),
  append: (path, text) => appendFile(path, text, { flush: true }),
  digest: (text) => createHash('sha256').update(text).digest('hex'),
};
