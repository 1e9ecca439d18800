/** What the process tells its caller. */
export const exitCode = {
  done: 0,
  /** No engine or model, or it failed. */
  failed: 1,
  /** Wrong options, or a file that cannot be read as a note. */
  usage: 2,
  /** Done, but some units gave no usable result. */
  partial: 3,
  /** By Ctrl-C, as shells count it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
