import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';

/** What a test inside the editor reports to the run outside, one a line of the results file. */
export type Report =
  | { readonly title: string; readonly failure?: string }
  | { readonly measured: string; readonly milliseconds: number };

export function report(what: Report): void {
  const file = process.env['BIONOTE_TEST_RESULTS'];
  if (file === undefined) throw new Error('BIONOTE_TEST_RESULTS names the file of results.');
  appendFileSync(file, `${JSON.stringify(what)}\n`);
}

/**
 * Runs spec files in the extension host.
 *
 * @param load Imports the files, once mocha's globals are there.
 * @throws When a test failed, which gives the window the exit code 1.
 */
export async function runSpecs(load: () => Promise<unknown>): Promise<void> {
  const mocha = new Mocha({ timeout: 60_000, forbidOnly: true });
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
