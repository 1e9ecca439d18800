import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import { startBrowser } from '../../scripts/host/chromium.js';
import { startEditor, type Editor } from '../../scripts/host/editor.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the tests inside the extension host are bundled, and where they write what they report. */
export const insideFolder = path.join(root, 'out', 'host');

/** Where the processes of the extension are recorded, with what they connect to. */
export const connectionsFile = path.join(insideFolder, 'connections.jsonl');

/** The one editor and the one browser of a test run; the packed extension is installed in the editor. */
export interface Session {
  readonly editor: Editor;
  /** One profile for all windows, as on a person's machine: a new window is a reload. */
  readonly browser: BrowserContext;
  /** The folder that the windows open: a copy of the samples. */
  readonly workspace: string;
  /** What the packed extension became when it was installed. */
  readonly extension: string;
}

/** Engine and model are fixed, so that an Ollama that happens to run on the machine changes nothing. */
const settings = {
  'bionote.engine': 'embedded',
  'bionote.ollama.host': 'http://127.0.0.1:9',
  // A setting that language clients know, with which a folder could have notes logged.
  'bionote.trace.server': 'verbose',
  ...(process.env['BIONOTE_TEST_MODEL'] === undefined
    ? {}
    : { 'bionote.embedded.modelPath': process.env['BIONOTE_TEST_MODEL'] }),
};

async function start(): Promise<Session> {
  const vsix = path.join(root, 'out', `bionote-${process.platform}-${process.arch}.vsix`);
  if (!existsSync(vsix)) throw new Error('The extension is not packed: run "npm run package" first.');
  // The recorder of connections, which every process of the editor loads, writes into it.
  await mkdir(insideFolder, { recursive: true });
  await rm(connectionsFile, { force: true });
  const report = (message: string): void => {
    console.log(`    ${message}`);
  };
  const [editor, browser] = await Promise.all([
    startEditor({
      settings,
      extensions: [vsix],
      environment: {
        BIONOTE_TEST_RESULTS: insideFolder,
        BIONOTE_TEST_CONNECTIONS: connectionsFile,
        NODE_OPTIONS: `--require "${path.join(root, 'test/host/net-recorder.cjs')}"`,
      },
      report,
    }),
    startBrowser(report),
  ]);
  const workspace = path.join(editor.folder, 'workspace');
  await cp(path.join(root, 'samples'), workspace, { recursive: true });
  await mkdir(path.join(root, 'test-artifacts'), { recursive: true });
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const installed = path.join(editor.folder, 'ext');
  const name = (await readdir(installed)).find((each) => each.startsWith('bionote.bionote-'));
  if (name === undefined) throw new Error('The extension was not installed.');
  return { editor, browser: context, workspace, extension: path.join(installed, name) };
}

let session: Promise<Session> | undefined;

/** The session of this run, started by whoever asks first. */
export function openSession(): Promise<Session> {
  session ??= start();
  return session;
}

// Leaving by a signal, too, ends what was started: the editor and the browser watch for the exit.
process.once('SIGTERM', () => process.exit(143));

// A root hook: however many files use the session, it ends once, after the last.
after(async function () {
  this.timeout(60_000);
  if (session === undefined) return;
  const { editor, browser } = await session;
  await browser.browser()?.close();
  await editor.stop();
});
