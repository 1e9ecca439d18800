import assert from 'node:assert/strict';
import { Notices } from '../../../client/src/status/notices.js';

describe('Notices', () => {
  it('tells of a root cause once', () => {
    const notices = new Notices(new Set());
    assert.equal(notices.claim('unreachable'), true);
    notices.closed('unreachable');
    assert.equal(notices.claim('unreachable'), false);
    assert.equal(notices.claim('busy'), true);
  });

  it('never tells of what the user does not want to see again', () => {
    assert.equal(new Notices(new Set(['busy'])).claim('busy'), false);
  });

  it('tells of everything again where the user starts over', () => {
    const notices = new Notices(new Set(['busy']));
    notices.claim('unreachable');
    notices.closed('unreachable');
    notices.reset();
    assert.equal(notices.claim('busy'), true);
    assert.equal(notices.claim('unreachable'), true);
    assert.equal(notices.claim('busy'), false);
  });

  it('answers an action of the user each time, but not beside the same notification', () => {
    const notices = new Notices(new Set(['busy']));
    assert.equal(notices.claimAsked('busy'), true);
    assert.equal(notices.claimAsked('busy'), false);
    assert.equal(notices.claim('busy'), false);
    notices.closed('busy');
    assert.equal(notices.claimAsked('busy'), true);
  });

  it('does not tell by itself of what an action has told', () => {
    const notices = new Notices(new Set());
    notices.claimAsked('busy');
    notices.closed('busy');
    assert.equal(notices.claim('busy'), false);
  });
});
