import assert from 'node:assert/strict';
import { mentionText } from '../../../client/src/commands/mention-text.js';
import { english } from '../translator.js';

describe('what a mention is', () => {
  it('is said with its words, its type and its assertion', () => {
    assert.equal(
      mentionText({ type: 'problem', assertion: 'absent' }, 'chest\n  pain', english),
      'chest pain: problem, absent',
    );
    assert.equal(mentionText({ type: 'test' }, 'ECG', english), 'ECG: test');
  });

  it('is text and no icon', () => {
    assert.equal(mentionText({ type: 'test' }, '$(alert)', english), '$\u2060(alert): test');
  });
});
