import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** The folder that keeps what the scripts install outside the project: `~/.cache/bionote`, or as `XDG_CACHE_HOME` says. */
export function cacheRoot(): string {
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'bionote');
}

/**
 * Installs something into the cache once and returns its folder.
 *
 * The work is done in a folder of its own that takes the final name only when all is in place, so that an
 * install that was interrupted leaves nothing half done under that name, and two processes that install at
 * once need no lock: the first to finish wins, the other uses what it finds.
 *
 * @param name Names the contents with their version; another version is another folder.
 * @param install Fills the folder it is given.
 */
export async function installOnce(name: string, install: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(cacheRoot(), name);
  if (existsSync(folder)) return folder;
  await mkdir(cacheRoot(), { recursive: true });
  const staging = await mkdtemp(path.join(cacheRoot(), `.${name}-`));
  try {
    await install(staging);
    await rename(staging, folder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
