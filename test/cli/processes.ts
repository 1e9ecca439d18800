import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text as textFrom } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the command line as a process of its own, with no colour or host from this one's environment. */
export function start(
  words: readonly string[],
  { env = {}, stdio = 'pipe' }: { env?: Record<string, string>; stdio?: StdioOptions } = {},
): ChildProcess {
  const main = join(root, 'server', 'src', 'cli', 'main.ts');
  const mine = new Set(['NO_COLOR', 'FORCE_COLOR', 'OLLAMA_HOST']);
  const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !mine.has(name)));
  return spawn(process.execPath, ['--import', 'tsx', main, ...words], {
    cwd: root,
    env: { ...rest, ...env },
    stdio,
  });
}

/** Runs the command line as a process to its end. */
export async function cli(
  words: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = start(words, { env });
  child.stdin?.end(input);
  const said = Promise.all([textFrom(child.stdout!), textFrom(child.stderr!)]);
  const [code] = (await once(child, 'close')) as [number | null];
  const [stdout, stderr] = await said;
  return { code, stdout, stderr };
}
