import assert from 'node:assert/strict';
import type { Annotation } from '../../../server/src/shared/protocol.js';
import { mentionAt, nextToReview } from '../../../client/src/review/mentions.js';
import { reviewChoices, type ReviewScene } from '../../../client/src/review/review-choices.js';

const l10n = { t: (message: string) => message };

function mention(start: number, end: number, state?: 'proposed' | 'confirmed'): Annotation {
  const range = { start: { line: 0, character: start }, end: { line: 0, character: end } };
  return { range, type: 'problem', ...(state && { state }) };
}

function actions(scene: ReviewScene): string[] {
  return reviewChoices(scene, l10n).map(({ action }) => action);
}

describe('the choices of a review', () => {
  it('are those that fit what is under the cursor', () => {
    const nothing = actions({ hasSelection: false, hasOthers: true });
    assert.ok(!nothing.includes('accept') && !nothing.includes('add') && nothing.includes('next'));
    const proposed = actions({ mention: mention(0, 5), hasSelection: true, hasOthers: true });
    for (const action of ['accept', 'reject', 'retype', 'assert', 'resize', 'relate', 'add'])
      assert.ok(proposed.includes(action), action);
    assert.ok(!proposed.includes('remove'));
    const confirmed = actions({ mention: mention(0, 5, 'confirmed'), hasSelection: false, hasOthers: false });
    assert.ok(confirmed.includes('remove') && !confirmed.includes('accept') && !confirmed.includes('relate'));
  });

  it('have a letter each', () => {
    const choices = reviewChoices({ mention: mention(0, 5), hasSelection: true, hasOthers: true }, l10n);
    assert.equal(new Set(choices.map(({ key }) => key)).size, choices.length);
    assert.ok(choices.every(({ key }) => /^[a-z]$/.test(key)));
  });
});

describe('the mentions of a review', () => {
  it('are found at a position, the shortest first', () => {
    const [long, short] = [mention(0, 20), mention(5, 9)];
    assert.equal(mentionAt([long, short], { line: 0, character: 6 }), short);
    assert.equal(mentionAt([long, short], { line: 0, character: 15 }), long);
    assert.equal(mentionAt([long, short], { line: 1, character: 0 }), undefined);
  });

  it('are gone through without those that are confirmed', () => {
    const [first, done, last] = [mention(0, 2), mention(4, 6, 'confirmed'), mention(8, 9, 'proposed')];
    assert.equal(nextToReview([first, done, last], { line: 0, character: 0 }, 1), last);
    assert.equal(nextToReview([first, done, last], { line: 0, character: 8 }, -1), first);
    assert.equal(nextToReview([done], { line: 0, character: 0 }, 1), undefined);
  });
});
