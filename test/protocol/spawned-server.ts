import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './until.js';

export const root = resolve(fileURLToPath(import.meta.url), '../../..');

/** The GGUF that the embedded engine runs: the starter model, unless another is given. */
export const modelPath = process.env['BIONOTE_TEST_MODEL'] ?? join(root, 'models', 'bionote-starter.gguf');

const main = join(root, 'server', 'src', 'main.ts');
const loader = ['--import', 'tsx'];

/** Settings with which the server runs the embedded engine on {@link modelPath}, and asks nobody else. */
export const embeddedSettings = {
  engine: 'embedded',
  dialect: 'starter',
  embedded: { modelPath },
};

/** Starts the server as an editor does, over standard input and output. */
export function spawnServer(): ChildProcess & {
  readonly stdin: NodeJS.WritableStream;
  readonly stdout: NodeJS.ReadableStream;
} {
  if (!existsSync(modelPath)) {
    throw new Error(`${modelPath} is not there: train the starter model, or set BIONOTE_TEST_MODEL`);
  }
  return spawn(process.execPath, [...loader, main, '--stdio'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

/** Starts the server over Node's own channel, as VS Code's client does. */
export function forkServer(): ChildProcess {
  return fork(main, ['--node-ipc'], { cwd: root, execArgv: loader });
}

/** A process that starts a server, hands its streams on, and stays; prints the server's process id. */
export async function spawnThroughParent(): Promise<{ parent: ChildProcess; pid: number }> {
  const script = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ${JSON.stringify([...loader, main, '--stdio'])}, {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const body = JSON.stringify({
      jsonrpc: '2.0', id: 1, method: 'initialize',
      params: { processId: process.pid, rootUri: null, capabilities: {} },
    });
    child.stdin.write('Content-Length: ' + body.length + '\\r\\n\\r\\n' + body);
    console.log(child.pid);
  `;
  const parent = spawn(process.execPath, ['-e', script], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  return { parent, pid: Number(line.toString()) };
}

/** Exit code and signal, once the process has ended. */
export async function ended(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { code: child.exitCode, signal: child.signalCode };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export function untilGone(pid: number): Promise<true> {
  return until(`process ${pid} to end`, () => !isAlive(pid));
}

/** The processes that `pid` has started; `undefined` where the system does not tell. */
export function childrenOf(pid: number): number[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number);
  } catch {
    return undefined;
  }
}
