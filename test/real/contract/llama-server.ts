import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { virtualEnvironment } from '../virtual-environment.js';

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

/** llama.cpp's own server, as its Python package has it ready to run. */
function python(): Promise<string> {
  const pins = 'test/real/contract/requirements.txt';
  return virtualEnvironment('llama-server', [pins], ['--no-deps', '--require-hashes']);
}
