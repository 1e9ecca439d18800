import { appendFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** What a test inside the editor reports to the run outside, one a line of `NAME.jsonl` in the folder of results. */
export type Report =
  | { readonly title: string; readonly failure?: string }
  | { readonly measured: string; readonly milliseconds: number };

let results: string | undefined;

export function report(what: Report): void {
  if (results === undefined) throw new Error('Nothing to report before the tests run.');
  appendFileSync(results, `${JSON.stringify(what)}\n`);
}

/**
 * Runs spec files in the extension host.
 *
 * @param name Names the run, and the file of its results in the folder `BIONOTE_TEST_RESULTS`.
 * @param load Imports the files, once mocha's globals are there.
 * @throws When a test failed, which gives the window the exit code 1.
 */
export async function runSpecs(name: string, load: () => Promise<unknown>): Promise<void> {
  const folder = process.env['BIONOTE_TEST_RESULTS'];
  if (folder === undefined) throw new Error('BIONOTE_TEST_RESULTS names the folder of results.');
  results = path.join(folder, `${name}.jsonl`);
  const mocha = new Mocha({ timeout: 150_000, forbidOnly: true });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await load();
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => {
      report({ title: test.fullTitle() });
    });
    runner.on('fail', (test, error: Error) => {
      report({ title: test.fullTitle(), failure: error.stack ?? String(error) });
    });
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}
