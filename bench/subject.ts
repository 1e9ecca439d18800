import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Editor } from '../test/protocol/editor.js';
import { until } from '../test/protocol/until.js';
import { serverExecArgv } from '../server/src/shared/protocol.js';
import { root } from './server-bundle.js';

export interface SubjectOptions {
  /** The bundled server. */
  readonly server: string;
  /** The oracle; the embedded engine answers where absent. */
  readonly host?: string;
  /** What the embedded engine loads: the model that ships where absent. */
  readonly modelPath?: string;
  readonly slots?: number;
  readonly storage?: string;
  /** Entities alone, without relations and contradictions. */
  readonly entitiesOnly?: boolean;
  /** Options of Node for the server's process beside those that the client gives it. */
  readonly execArgv?: readonly string[];
}

/** A language server in a process of its own, with an editor that speaks to it. */
export class Subject {
  private constructor(
    readonly editor: Editor,
    private readonly child: ChildProcess,
    /** From the start of the process to the answer to `initialize`, in milliseconds. */
    readonly readyAfter: number,
  ) {}

  static async start({
    server,
    host,
    modelPath,
    slots = 1,
    storage,
    entitiesOnly = false,
    execArgv = [],
  }: SubjectOptions): Promise<Subject> {
    const began = performance.now();
    const child = spawn(process.execPath, [...serverExecArgv, ...execArgv, server, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, OLLAMA_NUM_PARALLEL: String(slots) },
    });
    const editor = await Editor.start(child.stdout, child.stdin, {
      initializationOptions: {
        annotations: true,
        clientCommands: true,
        extensionPath: root,
        ...(storage !== undefined && { storagePath: storage }),
      },
      settings: {
        ...(host === undefined
          ? { engine: 'embedded', embedded: { modelPath } }
          : { engine: 'ollama', ollama: { host, model: 'oracle:latest' } }),
        relations: { enabled: !entitiesOnly },
        contradictions: { enabled: !entitiesOnly },
      },
    });
    return new Subject(editor, child, performance.now() - began);
  }

  /** Opens a note and waits until all of it is analyzed; returns how long that took, in milliseconds. */
  async analyze(uri: string, text: string, deadline = 600_000): Promise<number> {
    const began = performance.now();
    await this.editor.open(uri, text);
    await this.settled(uri, deadline);
    return performance.now() - began;
  }

  /** Waits until the analysis of `uri` is done. */
  async settled(uri: string, deadline = 600_000): Promise<void> {
    await until(
      'the note to be done',
      () => this.editor.status?.notes?.some((note) => note.uri === uri && note.state === 'done'),
      deadline,
    );
  }

  /** Resident memory of the server's process now, in megabytes; NaN where the system does not tell. */
  memory(): Promise<number> {
    return this.#told('VmRSS');
  }

  /** The most that it ever had. */
  peakMemory(): Promise<number> {
    return this.#told('VmHWM');
  }

  async #told(field: string): Promise<number> {
    const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8').catch(() => '');
    return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? NaN) / 1024;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    await this.editor.connection.sendRequest('shutdown');
    await this.editor.connection.sendNotification('exit');
    await ended;
  }
}
