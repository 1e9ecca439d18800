import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { UsageError } from './failure.js';
import { visible } from './visible.js';

/** The folders whose notes a program may ask about; nothing outside them is ever opened. */
export class SharedFolders {
  private constructor(private readonly roots: readonly string[]) {}

  /** @throws UsageError if one is no folder. */
  static async of(names: readonly string[]): Promise<SharedFolders> {
    const roots = await Promise.all(
      names.map(async (name) => {
        const found = await stat(name).catch(() => undefined);
        if (found?.isDirectory() !== true) {
          throw new UsageError(l10n.t('{folder} is not a folder.', { folder: visible(name) }));
        }
        return realpath(name);
      }),
    );
    return new SharedFolders(roots);
  }

  /**
   * The path of a note: as it was named, or relative to one of the folders; links are followed first.
   *
   * @throws UsageError if it is in none of them.
   */
  async pathOf(name: string): Promise<string> {
    const candidates = isAbsolute(name) ? [name] : this.roots.map((root) => resolve(root, name));
    for (const candidate of candidates) {
      const path = await realpath(candidate).catch(() => undefined);
      if (path !== undefined && this.roots.some((root) => isInside(root, path))) return path;
    }
    throw new UsageError(l10n.t('{file} is not in a shared folder.', { file: visible(name.slice(0, 500)) }));
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..';
}
