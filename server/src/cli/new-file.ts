import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { codeOf, UsageError } from './failure.js';
import { visible } from './visible.js';

/**
 * Writes a new file, making its folder. A file that is there stays as it is, and one that cannot be written whole is removed.
 *
 * @returns whether it was written: false if there is one.
 * @throws UsageError if it cannot be written, with what to do about it.
 */
export async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'wx');
    try {
      await file.writeFile(text);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    throw new UsageError(unwritable(visible(path), code), { cause: error });
  }
}

function unwritable(path: string, code: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return l10n.t('{path} cannot be written: the disk is full. Free some space and try again.', { path });
    case 'ENAMETOOLONG':
      return l10n.t(
        '{path} cannot be written: its path is too long. Choose a folder nearer the top with --output.',
        {
          path,
        },
      );
    default:
      return l10n.t('{path} cannot be written ({code}). Choose another place with --output.', { path, code });
  }
}
