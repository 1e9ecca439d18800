import assert from 'node:assert/strict';
import {
  CancellationToken,
  CancellationTokenSource,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { FailureCode } from '../../server/src/features/next-action.js';
import { withSignal } from '../../server/src/session/cancellation.js';
import { CountedErrors } from '../../server/src/session/counted-errors.js';
import { loggable, responseErrorOf } from '../../server/src/session/failure.js';
import { plainly, safely } from '../../server/src/session/safely.js';
import { ModelError } from '../../server/src/models/error.js';

const secret = 'Mrs Smith has syphilis';

describe('failure', () => {
  it('keeps what an error may quote of a note out of the log', async () => {
    const lines: string[] = [];
    const failing = () => Promise.reject(Object.assign(new SyntaxError(secret), { code: 'E_X' }));
    const log = (line: string) => lines.push(line);
    assert.equal(await safely('hover', log, CancellationToken.None, null, failing), null);
    const answer = await plainly('check', log, CancellationToken.None, failing);
    assert.ok(answer instanceof ResponseError);
    assert.ok(!JSON.stringify([lines, answer.toJson()]).includes('Smith'));
    assert.match(lines[0] ?? '', /^hover: SyntaxError E_X\n\s+at /);
  });

  it('is counted by its code, unless the work was only cancelled', () => {
    const errors = new CountedErrors();
    errors.ended(new ModelError('timeout', secret));
    errors.ended(Object.assign(new Error(secret), { code: 'ENOSPC' }));
    errors.ended(new RangeError(secret));
    errors.ended(Object.assign(new Error(secret), { code: secret }));
    errors.ended(new DOMException(secret, 'AbortError'));
    errors.ended(new ResponseError(LSPErrorCodes.ContentModified, secret));
    const failure = { task: 'ner', span: { start: 0, end: 1 }, code: 'truncated' } as const;
    errors.ended(undefined, { failures: [failure, failure] });
    assert.deepEqual(
      errors.latest().map(({ code, count }) => [code, count]),
      ['truncated', 'unknown', 'RangeError', 'ENOSPC', 'timeout'].map((code) => [code, 1]),
    );
  });

  it('takes no line of a message for a place in the program', async () => {
    const lines: string[] = [];
    const failing = () => Promise.reject(new Error(`x\n    at ${secret} (ward:1:1)`));
    await safely('hover', (line) => lines.push(line), CancellationToken.None, null, failing);
    assert.ok(!lines.join().includes('Smith'), lines.join());
    assert.match(lines[0] ?? '', /\n\s+at /);
  });

  it('passes a model’s failure on, with its code and what helps', () => {
    const error = new ModelError('unreachable', 'no answer from http://127.0.0.1:11434');
    const retry = { title: 'Try again', command: 'retry' };
    const actionsFor = (code: FailureCode) => (code === 'unreachable' ? [retry] : []);
    assert.deepEqual(responseErrorOf(error, actionsFor).toJson(), {
      code: LSPErrorCodes.RequestFailed,
      message: error.message,
      data: { problem: 'unreachable', actions: [retry] },
    });
    assert.equal(loggable(error), 'unreachable: no answer from http://127.0.0.1:11434');
  });

  it('answers a cancelled request as cancelled, whatever came of it', async () => {
    const cancelled = [() => 'late', () => Promise.reject(new Error(secret))];
    for (const work of cancelled) {
      const lines: string[] = [];
      const answer = await safely('x', (line) => lines.push(line), CancellationToken.Cancelled, '', work);
      assert.ok(answer instanceof ResponseError);
      assert.equal(answer.code, LSPErrorCodes.RequestCancelled);
      assert.deepEqual(lines, []);
    }
  });

  it('aborts the work of a token that is cancelled, before or during it', async () => {
    await withSignal(CancellationToken.Cancelled, (signal) => {
      assert.equal(signal.aborted, true);
      return Promise.resolve();
    });
    const source = new CancellationTokenSource();
    await withSignal(source.token, (signal) => {
      assert.equal(signal.aborted, false);
      source.cancel();
      assert.equal(signal.aborted, true);
      return Promise.resolve();
    });
  });
});
