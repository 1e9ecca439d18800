import { PassThrough, Readable } from 'node:stream';
import type { ExitCode } from '../../server/src/cli/exit-code.js';
import { runProgram } from '../../server/src/cli/program.js';
import { realParts } from '../../server/src/real-parts.js';

/** What a command said, and how it ended. */
export interface Outcome {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process with the real parts, on streams that are no terminal. */
export async function run(
  words: readonly string[],
  {
    input = '',
    signal = new AbortController().signal,
    extension = '/nonexistent',
    measurements,
  }: {
    input?: string;
    signal?: AbortSignal;
    extension?: string;
    measurements?: string;
  } = {},
): Promise<Outcome> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said = [stdout, stderr].map(async (stream) => Buffer.concat(await stream.toArray()).toString());
  const nowhere = '/nonexistent';
  const code = await runProgram(words, {
    terminal: { stdin: Readable.from([Buffer.from(input)]), stdout, stderr, env: {} },
    signal,
    build: (storage) =>
      realParts({
        program: nowhere,
        extension,
        ...(storage !== undefined && { storage }),
        ...(measurements !== undefined && { measurements }),
      }),
    extension,
    version: '1.2.3',
  });
  stdout.end();
  stderr.end();
  const [out = '', err = ''] = await Promise.all(said);
  return { code, stdout: out, stderr: err };
}
