import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What a program said, and how it ended: its exit code, or the signal that ended it. */
export interface Outcome {
  readonly code: number | string | null;
  /** Both streams, as they came. */
  readonly said: string;
}

const requirements = ['training/requirements.txt', 'training/requirements-tune.txt'];

/**
 * A Python with the packages that training and tuning pin, in a virtual environment that is kept between runs; its
 * packages are some 3 GB to fetch the first time. BIONOTE_TRAINING_PYTHON names another.
 */
export async function trainingPython(): Promise<string> {
  const named = process.env['BIONOTE_TRAINING_PYTHON'];
  if (named) return named;
  const pins = await Promise.all(requirements.map((path) => readFile(path)));
  const key = createHash('sha256').update(Buffer.concat(pins)).digest('hex').slice(0, 12);
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'bionote', `training-${key}`);
  const [python, whole] = [join(folder, 'bin', 'python'), join(folder, 'whole')];
  if (existsSync(whole)) return python;
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(cache, 'bionote'), { recursive: true });
  await succeed('python3', ['-m', 'venv', folder]);
  const quietly = ['install', '--quiet', '--no-cache-dir', '--no-compile'];
  await succeed(python, ['-m', 'pip', ...quietly, '-r', 'training/requirements-tune.txt']);
  await writeFile(whole, '');
  return python;
}

/** Runs a program to its end; `signal` ends it with SIGTERM. */
export async function runProgram(
  program: string,
  words: readonly string[],
  { env = {}, signal, cwd }: { env?: NodeJS.ProcessEnv; signal?: AbortSignal; cwd?: string } = {},
): Promise<Outcome> {
  const child = spawn(program, words, {
    env: { ...process.env, PYTHONUNBUFFERED: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  const terminate = (): void => void child.kill('SIGTERM');
  signal?.addEventListener('abort', terminate, { once: true });
  const ended = new Promise<number | string | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, by) => {
      resolve(code ?? by);
    });
  });
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  signal?.removeEventListener('abort', terminate);
  return { code, said: out + err };
}

/** Runs a program that must succeed; fails with the end of what it said. */
export async function succeed(
  program: string,
  words: readonly string[],
  options: Parameters<typeof runProgram>[2] = {},
): Promise<string> {
  const { code, said } = await runProgram(program, words, options);
  if (code === 0) return said;
  throw new Error(`${program} ${words.slice(0, 3).join(' ')} ended with ${code}:\n${said.slice(-3000)}`);
}
