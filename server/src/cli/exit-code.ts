/** The exit codes of the process. */
export const exitCode = {
  done: 0,
  /** No engine or model, or it failed; or standard output did. */
  failed: 1,
  /** Wrong options, a note that cannot be read, or a result that cannot be written. */
  usage: 2,
  /** Done, but some units gave no usable result. */
  partial: 3,
  /** By Ctrl-C, as shells count it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** The code of two pieces of work: a note that failed counts more than one that was done in part. */
export function worse(first: ExitCode, second: ExitCode): ExitCode {
  return first === exitCode.usage || second === exitCode.done ? first : second;
}
