/**
 * Mocha's own report for a person; where `BIONOTE_TEST_COUNTS` names a folder, also one file there with how
 * many tests passed and failed and the names of those that failed, so that a run of several suites can add them up.
 */
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Runner, reporters } = require('mocha');

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.on(Runner.constants.EVENT_TEST_RETRY, (test, error) => {
      console.log(`    tried again: ${test.fullTitle()}: ${String(error?.message ?? error).slice(0, 500)}`);
    });
    const folder = process.env.BIONOTE_TEST_COUNTS;
    if (!folder) return;
    const failed = [];
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => {
      failed.push(`${test.fullTitle()}: ${String(error?.message ?? error).slice(0, 500)}`);
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, `${process.pid}.json`),
        JSON.stringify({ passes, failures, pending, failed }),
      );
    });
  }
};
