import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);
const run = promisify(execFile);

/**
 * The folder of llama.cpp's binaries for a platform of node-llama-cpp, such as `mac-x64`. What is not installed, because it is
 * another machine's, is fetched from the registry, held against the lockfile's hash, and kept.
 */
export async function engineBinaries(platform) {
  const name = `@node-llama-cpp/${platform}`;
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8'));
  const { version, integrity } = lock.packages[`node_modules/${name}`] ?? {};
  if (!version) throw new Error(`The lockfile does not name ${name}.`);
  for (const folder of require.resolve.paths(name)) {
    const installed = path.join(folder, ...name.split('/'), 'bins');
    if (existsSync(installed)) return installed;
  }
  const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'bionote');
  const kept = path.join(
    cache,
    `node-llama-cpp-${platform}-${version}-${integrity.slice(7, 15).replace(/\W/g, '_')}`,
  );
  const binaries = path.join(kept, 'package', 'bins');
  if (existsSync(binaries)) return binaries;
  const fresh = `${kept}.${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = { cwd: fresh, shell: process.platform === 'win32' };
  const { stdout } = await run(npm, ['pack', '--silent', `${name}@${version}`], options);
  const archive = path.join(fresh, stdout.trim().split('\n').at(-1));
  const hash = `sha512-${createHash('sha512')
    .update(await readFile(archive))
    .digest('base64')}`;
  if (hash !== integrity)
    throw new Error(`${name}@${version} from the registry is not what the lockfile names.`);
  await run('tar', ['-xzf', path.basename(archive)], { cwd: fresh });
  await rm(archive);
  await rm(kept, { recursive: true, force: true });
  await rename(fresh, kept);
  return binaries;
}
