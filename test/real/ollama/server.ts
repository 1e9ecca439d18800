import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real Ollama with a folder of models of its own. */
export interface RealOllama {
  readonly host: string;
  /** Everything that the server has logged so far, in its most talkative form but for prompts. */
  readonly log: string;
  stop(): Promise<void>;
}

/** The binary that scripts/install-ollama.sh makes, or the one in OLLAMA_BIN. */
export function ollamaBinary(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const binary = process.env['OLLAMA_BIN'] ?? join(cache, 'bionote', 'ollama-0.24.0', 'ollama');
  if (existsSync(binary)) return binary;
  throw new Error(`There is no Ollama at ${binary}: run scripts/install-ollama.sh, or set OLLAMA_BIN.`);
}

/** Starts a server on a free port of this machine, with `env` beside its own, and waits until it answers. */
export async function startOllama(env: NodeJS.ProcessEnv = {}): Promise<RealOllama> {
  const binary = ollamaBinary();
  const folder = await mkdtemp(join(tmpdir(), 'bionote-ollama-'));
  const host = `127.0.0.1:${await freePort()}`;
  const server = spawn(binary, ['serve'], {
    env: {
      ...process.env,
      OLLAMA_HOST: host,
      OLLAMA_MODELS: folder,
      HOME: folder,
      OLLAMA_NUM_PARALLEL: '1',
      OLLAMA_DEBUG: '1',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (piece: string) => (log += piece));
  const stop = async (): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await answers(`http://${host}/api/version`, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    host: `http://${host}`,
    get log() {
      return log;
    },
    stop,
  };
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    try {
      if ((await fetch(url)).ok) return;
    } catch (error) {
      if (server.exitCode !== null || performance.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
