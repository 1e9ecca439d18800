import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { succeed } from './program.js';

/** Where what is fetched once is kept. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'bionote');
}

/**
 * A Python with pinned packages, in a virtual environment that is kept between runs and made anew when the pins change.
 *
 * @param requirements files of pins; the last names all that is installed.
 * @param options more words for `pip install`.
 * @param below the Python of another environment, whose packages this one sees where it has none of its own: what both
 *   pin alike is fetched and kept once.
 * @returns the path of the program.
 */
export async function virtualEnvironment(
  name: string,
  requirements: readonly string[],
  options: readonly string[] = [],
  below?: string,
): Promise<string> {
  const pins = await Promise.all(requirements.map((path) => readFile(path)));
  const key = createHash('sha256')
    .update(Buffer.concat(pins))
    .update(below ?? '')
    .digest('hex')
    .slice(0, 12);
  const folder = join(cacheFolder(), `${name}-${key}`);
  const [python, whole] = [join(folder, 'bin', 'python'), join(folder, 'whole')];
  if (existsSync(whole)) return python;
  await rm(folder, { recursive: true, force: true });
  await mkdir(cacheFolder(), { recursive: true });
  await succeed('python3', ['-m', 'venv', folder]);
  if (below !== undefined)
    await writeFile(join(await packagesOf(python), 'below.pth'), await packagesOf(below));
  const quietly = ['install', '--quiet', '--no-cache-dir', '--no-compile', ...options];
  await succeed(python, ['-m', 'pip', ...quietly, '-r', requirements.at(-1) ?? '']);
  await writeFile(whole, '');
  return python;
}

/** Where a Python keeps its packages. */
async function packagesOf(python: string): Promise<string> {
  const asked = 'import sysconfig; print(sysconfig.get_path("purelib"))';
  return (await succeed(python, ['-c', asked])).trim();
}
