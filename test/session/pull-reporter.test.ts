import assert from 'node:assert/strict';
import { PullReporter } from '../../server/src/session/pull-reporter.js';
import type { PullProgress } from '../../server/src/shared/protocol.js';

describe('pull reporter', () => {
  it('tells each step and each percent once', () => {
    const told: PullProgress[] = [];
    const reporter = new PullReporter((progress) => told.push(progress));
    reporter.report({ status: 'manifest' });
    reporter.report({ status: 'manifest' });
    for (let completed = 0; completed <= 1000; completed++) {
      reporter.report({ status: 'layer', completed, total: 1000 });
    }
    reporter.report({ status: 'layer', completed: 3, total: 0 });
    assert.equal(told.length, 1 + 101 + 1);
  });
});
