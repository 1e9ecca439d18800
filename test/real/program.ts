import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** What a program said, and how it ended: its exit code, or the signal that ended it. */
export interface Outcome {
  readonly code: number | string | null;
  /** Both streams, as they came. */
  readonly said: string;
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
