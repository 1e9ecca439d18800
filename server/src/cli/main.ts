import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { measurementsFolder } from '../measurement/folder.js';
import { realParts } from '../real-parts.js';
import { exitCode } from './exit-code.js';
import { interruptible } from './interruption.js';
import { bundleFor } from './language.js';
import { runProgram } from './program.js';
import { standardOutput } from './standard-output.js';

/** The script may be started through a link, such as the one that npm makes for a command. */
const script = dirname(realpathSync(process.argv[1] ?? '.'));
/** The bundle lies beside the others; the source lies a folder below the server's. */
const program = basename(script) === 'cli' ? dirname(script) : script;

const stdout = standardOutput();
for (const stream of [stdout, process.stderr]) {
  // Whoever writes gets the error; an event without a listener would end the process with a stack trace.
  stream.on('error', () => undefined);
}

void interruptible(
  process,
  () => process.exit(exitCode.interrupted),
  async (signal) => {
    const extension = homeOf(program);
    useLanguage(bundleFor(process.env, join(extension, 'l10n')));
    const manifest = readFileSync(join(extension, 'package.json'), 'utf8');
    process.exitCode = await runProgram(process.argv.slice(2), {
      terminal: { stdin: process.stdin, stdout, stderr: process.stderr, env: process.env },
      signal,
      build: (storage) =>
        realParts({
          program,
          extension,
          measurements: measurementsFolder(process.env),
          ...(storage !== undefined && { storage }),
        }),
      extension,
      version: z.object({ version: z.string() }).parse(JSON.parse(manifest)).version,
    });
    // Unread standard input would keep the process alive.
    process.stdin.destroy();
  },
);

/** The folder of the extension: the nearest above that holds its manifest. */
function homeOf(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, 'package.json')) || parent === folder ? folder : homeOf(parent);
}

/** Messages stay in English if the bundle cannot be read. */
function useLanguage(fsPath: string | undefined): void {
  try {
    if (fsPath !== undefined) l10n.config({ fsPath });
  } catch {
    process.stderr.write('The messages for this language cannot be read. Using English.\n');
  }
}
