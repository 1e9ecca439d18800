import assert from 'node:assert/strict';
import Mocha from 'mocha';
import { runInside } from './inside.js';
import { openSession } from './session.js';

/**
 * Runs a file of `inside/` in the extension host and shows each of its tests as one of this run.
 */
function suiteInside(title: string, name: string): void {
  describe(title, () => {
    let exitCode: number | undefined;
    let tests = 0;

    before(async function () {
      this.timeout(600_000);
      const outcome = await runInside(await openSession(), name);
      exitCode = outcome.exitCode;
      for (const report of outcome.reports) {
        if ('measured' in report) {
          console.log(`    ${report.measured}: ${report.milliseconds.toFixed(0)} ms`);
          continue;
        }
        tests += 1;
        const { failure } = report;
        this.test?.parent?.addTest(
          new Mocha.Test(report.title, () => {
            if (failure !== undefined) throw new Error(failure);
          }),
        );
      }
    });

    it('ran in the extension host to the end', () => {
      assert.ok(tests > 0, 'no test ran');
      assert.notEqual(exitCode, undefined, 'the window did not end in time');
    });
  });
}

suiteInside('through the VS Code API', 'first');
suiteInside('after a reload of the window', 'second');
