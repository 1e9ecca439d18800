import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A process that only echoes: the delay of its answers is what any process suffers on this machine under its
 * current load.
 */
export class Control {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(): Promise<Control> {
    const folder = await mkdtemp(join(tmpdir(), 'bionote-control-'));
    const script = join(folder, 'echo.cjs');
    await writeFile(script, "process.on('message', (message) => process.send(message));");
    return new Control(fork(script), folder);
  }

  /** Milliseconds until the answer. */
  async answer(): Promise<number> {
    const began = performance.now();
    const answered = once(this.child, 'message');
    this.child.send('x'.repeat(1000));
    await answered;
    return performance.now() - began;
  }

  async stop(): Promise<void> {
    this.child.disconnect();
    await rm(this.folder, { recursive: true, force: true });
  }
}
