import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { closeWindow } from './screen.js';
import { remoteUri, windowAddress } from '../../scripts/host/editor.js';
import type { Report } from './inside/index.js';
import { insideFolder, root, type Session } from './session.js';

/** For a whole run, in milliseconds. */
const deadline = 480_000;

/**
 * An extension that does nothing: the workbench runs tests only beside an extension under development, and
 * the one under test is the packed one.
 */
async function writeBystander(): Promise<string> {
  const folder = path.join(insideFolder, 'bystander');
  await mkdir(folder, { recursive: true });
  const manifest = { name: 'bystander', publisher: 'tests', version: '0.0.1', engines: { vscode: '*' } };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/**
 * Opens a window in which the extension host runs the tests of `inside/NAME.ts`, and waits for its end.
 *
 * @returns What they reported, and the exit code that the window gave; none where it did not end in time.
 */
export async function runInside(
  session: Session,
  name: string,
): Promise<{ reports: Report[]; exitCode: number | undefined }> {
  const bundle = path.join(insideFolder, `${name}.cjs`);
  await build({
    entryPoints: [path.join(root, 'test/host/inside', `${name}.ts`)],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const resultsFile = path.join(insideFolder, `${name}.jsonl`);
  await rm(resultsFile, { force: true });
  const { editor, browser, workspace } = session;
  const page = await browser.newPage();
  try {
    const exited = new Promise<number | undefined>((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
      setTimeout(resolve, deadline, undefined).unref();
    });
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.goto(
      windowAddress(editor, {
        folder: workspace,
        payload: [
          ['extensionDevelopmentPath', remoteUri(editor, await writeBystander())],
          ['extensionTestsPath', remoteUri(editor, bundle)],
          // At every level nothing of a note may be logged: canary.spec.ts looks.
          ['logLevel', 'bionote.bionote=trace'],
        ],
      }),
    );
    const exitCode = await exited;
    const lines = (await readFile(resultsFile, 'utf8').catch(() => '')).split('\n').filter(Boolean);
    return { reports: lines.map((line) => JSON.parse(line) as Report), exitCode };
  } finally {
    await closeWindow(page);
  }
}
