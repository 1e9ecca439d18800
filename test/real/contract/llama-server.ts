import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../smollm2/model.js';
import { succeed } from '../training/python.js';

/** llama.cpp's own server, as its Python package has it ready to run. */
const pin =
  'xllamacpp==2026.10.11549 --hash=sha256:c54e7d13520ecc989c63dc99d55de3065e2f343a91f43f053d16b5e62077c261\n';

export interface LlamaServer {
  readonly host: string;
  stop(): Promise<void>;
}

/** Starts llama.cpp's server with one slot on a free port of this machine. */
export async function startLlamaServer(ggufPath: string, contextLength: number): Promise<LlamaServer> {
  const script = 'test/real/contract/llama-server.py';
  const server = spawn(await python(), [script, ggufPath, String(contextLength)], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  const gone = once(server, 'exit').then(() => {
    throw new Error("llama.cpp's server did not start.");
  });
  gone.catch(() => undefined);
  try {
    let said = '';
    while (!/^http\S+\n/m.test(said)) {
      const [piece] = (await Promise.race([once(server.stdout, 'data'), gone])) as [Buffer];
      said += piece.toString();
    }
    return { host: /^http\S+/m.exec(said)?.[0] ?? '', stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function python(): Promise<string> {
  const folder = join(cacheFolder(), 'llama-server-2026.10.11549');
  const [program, whole] = [join(folder, 'bin', 'python'), join(folder, 'whole')];
  if (existsSync(whole)) return program;
  await rm(folder, { recursive: true, force: true });
  await mkdir(cacheFolder(), { recursive: true });
  await succeed('python3', ['-m', 'venv', folder]);
  const requirements = join(folder, 'requirements.txt');
  await writeFile(requirements, pin);
  await succeed(program, ['-m', 'pip', 'install', '-q', '--no-deps', '--require-hashes', '-r', requirements]);
  await writeFile(whole, '');
  return program;
}
