/**
 * `npm start`: builds BioNote and opens it on the sample note, in the desktop VS Code if its `code` command is
 * on the PATH, otherwise in a VS Code from npm. `--browser` always uses the latter; `--headless` prints the
 * same analysis in the terminal.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { editorUnavailable } from './host/code-server.js';
import { startDoor } from './host/door.js';
import { remoteUri, startEditor } from './host/editor.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const sample = path.join(root, 'samples', 'progress-note.note');
const windows = process.platform === 'win32';

/** Runs a command to completion in this terminal; `undefined` if there is no such command. */
function runCommand(command: string, args: readonly string[], shell = false): Promise<number | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell });
    child.on('error', () => {
      resolve(undefined);
    });
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** False if there is no desktop VS Code, or it would not start. */
async function openOnDesktop(): Promise<boolean> {
  // In a terminal of a remote window `code` opens files in that window and takes no extension folder.
  if (process.env['VSCODE_IPC_HOOK_CLI'] !== undefined) return false;
  const quote = (text: string): string => (windows ? `"${text}"` : text);
  const args = ['--new-window', quote(`--extensionDevelopmentPath=${root}`), quote(sample)];
  const code = await runCommand(windows ? 'code.cmd' : 'code', args, windows);
  return code === 0;
}

async function openInBrowser(): Promise<void> {
  const unavailable = editorUnavailable();
  if (unavailable !== undefined) throw new Error(unavailable);
  const password = randomBytes(24).toString('base64url');
  const report = (message: string): void => {
    console.log(message);
  };
  const editor = await startEditor({ password, report });
  const door = await startDoor(editor, password, {
    payload: [
      ['extensionDevelopmentPath', remoteUri(editor, root.replace(/\/$/, ''))],
      ['openFile', remoteUri(editor, sample)],
    ],
  });
  console.log(
    `\nBioNote is open in VS Code at\n\n  ${door.address}\n\nOpen it in a browser on this machine. Ctrl-C ends it.`,
  );
  const interrupted = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await Promise.race([interrupted, editor.ended]);
  door.close();
  await editor.stop();
}

async function main(): Promise<number> {
  const build = await runCommand(process.execPath, [path.join(root, 'esbuild.mjs')]);
  if (build !== 0) return 1;
  if (process.argv.includes('--headless')) {
    return (
      (await runCommand(process.execPath, [path.join(root, 'dist', 'cli.cjs'), 'annotate', sample])) ?? 1
    );
  }
  if (!process.argv.includes('--browser') && (await openOnDesktop())) return 0;
  await openInBrowser();
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
