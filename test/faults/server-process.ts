import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Context } from 'mocha';
import { nodeBuildOptions, packagesApart } from '../../scripts/bundle-node.mjs';
import { embeddedBundle, prepareEngine } from '../models/embedded/starter.js';
import { Editor } from '../protocol/editor.js';
import { ended, root } from '../protocol/spawned-server.js';
import { until } from '../protocol/until.js';
import { Witness } from './witness.js';

const bundle = join(root, embeddedBundle, 'server.cjs');

/** The command line, bundled as it ships; {@link prepareServer} makes it. */
export const commandLine = join(root, embeddedBundle, 'cli.cjs');

let bundled: Promise<unknown> | undefined;

/** Bundles the server and the command line, beside the engine, as they ship. */
export async function prepareServer(context: Context): Promise<void> {
  await prepareEngine(context);
  bundled ??= build({
    ...nodeBuildOptions(),
    entryPoints: {
      server: join(root, 'server/src/main.ts'),
      cli: join(root, 'server/src/cli/main.ts'),
      mcp: join(root, 'server/src/cli/mcp-sdk.ts'),
      ...Object.fromEntries(packagesApart.map((name) => [name, name])),
    },
    outdir: join(root, embeddedBundle),
    outExtension: { '.js': '.cjs' },
    logLevel: 'error',
  });
  await bundled;
}

export interface Started {
  readonly settings: Record<string, unknown>;
  /** A folder to keep things in; absent: nothing is kept. */
  readonly storagePath?: string;
  /** The Node that runs the server; the one that runs the tests where absent. */
  readonly node?: string;
  /** Options of Node. */
  readonly execArgv?: readonly string[];
  /** The environment; that of the tests where absent. */
  readonly env?: NodeJS.ProcessEnv;
  /** What a shell does before it becomes the server, such as `ulimit -f 0`. */
  readonly shell?: string;
}

/** A language server in a process of its own, with an editor that talks to it. */
export class ServerProcess {
  #errors = '';

  private constructor(
    readonly child: ChildProcess,
    readonly witness: Witness,
  ) {
    child.stderr?.on('data', (piece: Buffer) => (this.#errors += piece.toString()));
  }

  static async start(started: Started): Promise<ServerProcess> {
    const {
      settings,
      storagePath,
      node = process.execPath,
      execArgv = [],
      env = process.env,
      shell,
    } = started;
    const command = [node, ...execArgv, bundle, '--stdio'];
    const child = shell
      ? spawn('/bin/sh', ['-c', `${shell}; exec "$@"`, 'sh', ...command], { stdio: 'pipe', env })
      : spawn(command[0]!, command.slice(1), { stdio: 'pipe', env });
    const editor = await Editor.start(child.stdout, child.stdin, {
      settings,
      initializationOptions: {
        extensionPath: root,
        annotations: true,
        clientCommands: true,
        ...(storagePath === undefined ? {} : { storagePath }),
      },
    });
    return new ServerProcess(child, new Witness(editor));
  }

  get editor(): Editor {
    return this.witness.editor;
  }

  /** Whether the process runs. */
  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Kills the process as the system does. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await ended(this.child);
  }

  /** Checks all that was shown, and ends the server. */
  async end(): Promise<void> {
    this.witness.check();
    await this.close();
  }

  /** Ends the server as an editor does: it has to leave well, and to have said nothing but what the protocol carries. */
  async close(): Promise<void> {
    await this.editor.connection.sendRequest('shutdown');
    await this.editor.connection.sendNotification('exit');
    const { code, signal } = await ended(this.child);
    if (code !== 0) throw new Error(`the server ended with ${code ?? signal}: ${this.#errors}`);
    if (this.#errors !== '') throw new Error(`the server wrote: ${this.#errors}`);
  }
}

/** Waits until the processes that a server started are gone. */
export async function untilAllGone(pids: readonly number[]): Promise<void> {
  for (const pid of pids) {
    await until(`process ${pid} to end`, () => {
      try {
        process.kill(pid, 0);
        return false;
      } catch {
        return true;
      }
    });
  }
}
