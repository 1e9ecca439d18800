import assert from 'node:assert/strict';
import { ServerStopped, stoppedStatus } from '../../../client/src/server-stopped.js';
import { failureOf, noticeButtons } from '../../../client/src/status/notice.js';
import { Notices } from '../../../client/src/status/notices.js';
import { english } from '../translator.js';

const actions = ['a', 'b', 'c'].map((title) => ({ title, command: title }));

describe('a notification', () => {
  it('can be switched off where it came up by itself, and not where it answers the user', () => {
    const [two] = [actions.slice(0, 2)];
    assert.deepEqual(noticeButtons(actions, false), { actions: two, mute: true, log: false });
    assert.deepEqual(noticeButtons(actions, true), { actions: two, mute: false, log: false });
  });

  it('leads to the log where nothing is known to help', () => {
    for (const asked of [true, false])
      assert.deepEqual(noticeButtons(undefined, asked), { actions: [], mute: false, log: true });
  });

  it('is one where the server does not come up, for the status and for what was asked', () => {
    const notices = new Notices(new Set());
    const status = stoppedStatus(true, english);
    const failure = failureOf(new ServerStopped(english));
    assert.deepEqual(failure, { problem: status.problem, actions: status.actions });
    assert.ok(status.problem !== undefined && notices.claim(status.problem));
    assert.equal(notices.claimAsked(status.problem), false);
  });

  it('is none where a server that died is started again', () => {
    assert.equal(stoppedStatus(false, english).problem, undefined);
  });
});
