import path from 'node:path';
import { installOnce } from '../../scripts/host/cache-folder.js';
import { npmInstall } from '../../scripts/host/npm.js';

/** The path of that release of Node, which the npm registry carries; installed into the user's cache folder once. */
export async function nodeRelease(version: string): Promise<string> {
  if (process.version === `v${version}`) return process.execPath;
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = await installOnce(`node-${version}`, (empty) => npmInstall(empty, `${name}@${version}`));
  return path.join(folder, 'node_modules', name, 'bin', system === 'win' ? 'node.exe' : 'node');
}
