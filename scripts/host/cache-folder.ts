import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * The folder for everything the scripts install outside the project: `~/.cache/bionote`, or under
 * `XDG_CACHE_HOME`.
 */
export function cacheRoot(): string {
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'bionote');
}

/**
 * Installs something into the cache once and returns its folder. The work is done in a temporary folder that
 * gets the final name only when everything is in place. An interrupted install thus leaves nothing incomplete
 * under that name, and concurrent installs need no lock: the first to finish wins, and the other uses what it
 * finds.
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
