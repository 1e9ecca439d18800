import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { OracleCounts } from './counts.js';
import type { Speed } from './pace.js';
import type { OracleCommand } from './process.js';
import type { OracleOptions } from './server.js';

/** An oracle in a process of its own, so that its work is not counted to what is measured. */
export class RemoteOracle {
  private constructor(
    readonly host: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(options: Omit<OracleOptions, 'answers' | 'tokenizer'>): Promise<RemoteOracle> {
    const entry = fileURLToPath(new URL('process.ts', import.meta.url));
    const child = fork(entry, { execArgv: ['--import', 'tsx'] });
    const { speed = { prefill: Infinity, decode: Infinity }, ...rest } = options;
    // JSON has no word for infinite; it becomes null.
    const host = (await ask(child, { do: 'start', options: rest, speed })) as string;
    return new RemoteOracle(host, child);
  }

  counts(): Promise<OracleCounts> {
    return ask(this.child, { do: 'counts' }) as Promise<OracleCounts>;
  }

  /** The last message of every call, in order of arrival. */
  inputs(): Promise<string[]> {
    return ask(this.child, { do: 'inputs' }) as Promise<string[]>;
  }

  /** Sets the counts to nothing; `speed` changes the speed, and the prefix cache is emptied unless told. */
  async reset(speed?: Speed, { forget = true }: { readonly forget?: boolean } = {}): Promise<void> {
    await ask(this.child, { do: 'reset', forget, ...(speed && { speed }) });
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}

async function ask(child: ChildProcess, command: OracleCommand): Promise<unknown> {
  const answered = once(child, 'message');
  child.send(command);
  const [answer] = (await answered) as [unknown];
  return answer;
}
