import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** By its place: the processes have another working folder. */
const loader = ['--import', pathToFileURL(path.join(root, 'node_modules/tsx/dist/loader.mjs')).href];

const entries = {
  server: path.join(root, 'server/src/main.ts'),
  cli: path.join(root, 'server/src/cli/main.ts'),
};

/** What a process reached for, and which scripts started. */
export interface Recorded {
  readonly script: string;
  readonly started?: true;
  readonly to?: string;
}

/** A home for processes of a test: every folder in which a program may leave something is inside it. */
export class Sandbox {
  /** Everything that the processes wrote on standard error. */
  errors = '';
  readonly #children: ChildProcessWithoutNullStreams[] = [];
  readonly #sockets: string;

  private constructor(
    readonly outer: string,
    /** Home, temporary files, working folder and storage. */
    readonly folder: string,
  ) {
    this.#sockets = path.join(outer, 'sockets.jsonl');
  }

  static async create(): Promise<Sandbox> {
    const outer = await mkdtemp(path.join(tmpdir(), 'bionote-sandbox-'));
    const sandbox = new Sandbox(outer, path.join(outer, 'inner'));
    for (const name of ['home', 'tmp', 'work']) {
      await mkdir(path.join(sandbox.folder, name), { recursive: true, mode: 0o700 });
    }
    return sandbox;
  }

  path(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  /** Starts a program of BioNote's from its sources. */
  start(program: keyof typeof entries, words: readonly string[]): ChildProcessWithoutNullStreams {
    return this.#spawn([...loader, entries[program], ...words]);
  }

  /** Runs a script of a test's. */
  run(script: string): ChildProcessWithoutNullStreams {
    return this.#spawn([script]);
  }

  async recorded(): Promise<Recorded[]> {
    const lines = (await readFile(this.#sockets, 'utf8').catch(() => '')).split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Recorded);
  }

  async remove(): Promise<void> {
    for (const child of this.#children) child.kill('SIGKILL');
    await rm(this.outer, { recursive: true, force: true, maxRetries: 5 });
  }

  #spawn(words: readonly string[]): ChildProcessWithoutNullStreams {
    const child = spawn(process.execPath, words, {
      cwd: this.path('work'),
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: this.path('home'),
        XDG_CACHE_HOME: this.path('home', '.cache'),
        TMPDIR: this.path('tmp'),
        // The loader of the sources keeps what it compiled here, which is no part of the program.
        TSX_DISABLE_CACHE: '1',
        NODE_OPTIONS: `--require "${path.join(root, 'test/security/socket-recorder.cjs')}"`,
        BIONOTE_TEST_SOCKETS: this.#sockets,
      },
    });
    child.stderr.on('data', (data: Buffer) => (this.errors += data.toString()));
    this.#children.push(child);
    return child;
  }
}
