import type { ExitCode } from './exit-code.js';

/** Turns a command into an action of commander and keeps its exit code. */
export type ToAction = <A extends unknown[]>(
  command: (...args: A) => Promise<ExitCode>,
) => (...args: A) => Promise<void>;
