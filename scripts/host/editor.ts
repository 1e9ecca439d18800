import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installCodeServer } from './code-server.js';

export interface EditorOptions {
  /** User settings in addition to those that keep the editor quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The password for the browser; without it, everybody on the machine is let in. */
  readonly password?: string;
  /** Packaged extensions to install before the start. */
  readonly extensions?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly report?: (message: string) => void;
}

/** A VS Code that serves its window to a browser on this machine. */
export interface Editor {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** The folder of its own: user settings in `user/User`, extensions in `ext`. Removed by {@link stop}. */
  readonly folder: string;
  /** Resolves when the process has ended for any reason. */
  readonly ended: Promise<void>;
  /** The end of its standard output and error. */
  readonly output: () => string;
  stop(): Promise<void>;
}

/** Keeps the editor from prompting, downloading and reporting. Nothing here concerns the extension. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.commandCenter.enabled': false,
  'git.enabled': false,
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
  'security.workspace.trust.enabled': false,
};

/** Empty addresses, so that no gallery is contacted. */
const noGallery = JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '', controlUrl: '' });

const startDeadline = 90_000;
const stopDeadline = 15_000;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('No free port on the loopback address.'));
      });
    });
  });
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('error', () => {
      resolve();
    });
    // Not the end of its output, which child processes may keep open.
    child.on('exit', () => {
      resolve();
    });
  });
}

/** Installs a packaged extension (`.vsix`) into an editor's extensions folder. */
async function installExtension(
  entry: string,
  flags: readonly string[],
  vsix: string,
  env: NodeJS.ProcessEnv,
) {
  const child = spawn(process.execPath, [entry, ...flags, '--install-extension', vsix, '--force'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  await endOf(child);
  if (child.exitCode !== 0)
    throw new Error(`Could not install ${path.basename(vsix)}:\n${output.slice(-4000)}`);
}

/**
 * Starts code-server on a free loopback port, with every file of its own in a temporary folder.
 *
 * @throws When it does not answer within 90 seconds or ends before it does; its output is in the message.
 */
export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const entry = await installCodeServer(options.report ?? (() => undefined));
  const folder = await mkdtemp(path.join(tmpdir(), 'bionote-editor-'));
  await mkdir(path.join(folder, 'user/User'), { recursive: true });
  await mkdir(path.join(folder, 'user/Machine'));
  await mkdir(path.join(folder, 'user/logs'));
  await mkdir(path.join(folder, 'home'));
  await writeFile(path.join(folder, 'config.yaml'), '');
  const settings = JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2);
  // Machine-scoped settings only count in the second place.
  await writeFile(path.join(folder, 'user/User/settings.json'), settings);
  await writeFile(path.join(folder, 'user/Machine/settings.json'), settings);

  const own = /^(npm_|VSCODE_|ELECTRON_|NODE_OPTIONS$|PASSWORD$|HASHED_PASSWORD$)/;
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name))),
    ...options.environment,
    HOME: path.join(folder, 'home'),
    EXTENSIONS_GALLERY: noGallery,
    ...(options.password === undefined ? {} : { PASSWORD: options.password }),
  };
  const folders = [
    '--user-data-dir',
    path.join(folder, 'user'),
    '--extensions-dir',
    path.join(folder, 'ext'),
  ];
  const config = ['--config', path.join(folder, 'config.yaml')];
  for (const vsix of options.extensions ?? []) {
    await installExtension(entry, [...config, ...folders], vsix, env);
  }

  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    [
      entry,
      ...config,
      ...folders,
      ...['--auth', options.password === undefined ? 'none' : 'password'],
      ...['--bind-addr', `127.0.0.1:${port}`],
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-workspace-trust',
      '--disable-getting-started-override',
      '--ignore-last-opened',
    ],
    // A separate process group, so that nothing it started is left behind.
    { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let output = '';
  const keep = (data: Buffer): void => void (output = (output + data.toString()).slice(-20_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = endOf(child);
  const running = (): boolean => child.exitCode === null && child.signalCode === null;
  const killGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The group is gone already.
    }
  };
  process.once('exit', killGroup);

  async function stop(): Promise<void> {
    process.off('exit', killGroup);
    if (running()) {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopDeadline);
      await ended;
      clearTimeout(timer);
    }
    // An extension host may outlive its server.
    killGroup();
    // Its file watchers and extension host may still write while they end.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  const deadline = Date.now() + startDeadline;
  while (!(await answers(address))) {
    if (!running() || Date.now() > deadline) {
      await stop();
      throw new Error(`VS Code did not start at ${address}:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { address, folder, ended, output: () => output, stop };
}

/** What a window shows; the payload is passed to the workbench as it is. */
export interface WindowContents {
  /** An absolute path on this machine. */
  readonly folder?: string;
  readonly payload?: readonly (readonly [string, string])[];
}

/** The address of a window of the editor. */
export function windowAddress(editor: Pick<Editor, 'address'>, contents: WindowContents): string {
  const address = new URL(editor.address);
  if (contents.folder !== undefined) address.searchParams.set('folder', contents.folder);
  if (contents.payload !== undefined) address.searchParams.set('payload', JSON.stringify(contents.payload));
  return address.href;
}

/** The URI of a local file in the window; with another authority it would be another document. */
export function remoteUri(editor: Pick<Editor, 'address'>, file: string): string {
  return `vscode-remote://${new URL(editor.address).host}${encodeURI(file)}`;
}
