import assert from 'node:assert/strict';
import { reviewRows } from '../../../client/src/panel/review-rows.js';
import { progressText } from '../../../client/src/review/progress-text.js';
import type { ReviewProgress } from '../../../server/src/shared/review.js';
import { english } from '../translator.js';

const progress: ReviewProgress = {
  confirmed: 3,
  proposed: 20,
  sentences: 9,
  reviewedSentences: 2,
  note: 'no',
  stale: [],
  unusable: [],
};

describe('what the panel says of a review', () => {
  it('is how far it has come, in one line', () => {
    assert.equal(progressText(progress, english), '3 confirmed, 20 proposed; 2 of 9 sentences reviewed');
    const edited = { ...progress, note: 'edited', stale: [{ id: 'T1', type: 'x', text: 'y' }] } as const;
    assert.equal(
      progressText(edited, english),
      'Edited since it was reviewed · 3 confirmed, 20 proposed; 2 of 9 sentences reviewed · 1 no longer fit the text',
    );
    assert.match(progressText({ ...progress, note: 'yes' }, english), /^Reviewed · /);
  });

  it('is each annotation that no longer fits, and each line that cannot be used, without obeying them', () => {
    assert.deepEqual(reviewRows(progress, english), []);
    const rows = reviewRows(
      {
        ...progress,
        stale: [{ id: 'T7', type: 'problem', text: '$(zap) fever' }],
        unusable: [{ line: 4, message: 'an id that is used before' }],
      },
      english,
    );
    assert.deepEqual(
      rows.map(({ label, description, children }) => [
        label,
        description,
        children?.map((child) => child.spoken),
      ]),
      [
        ['No longer fits the text', '1', [rows[0]?.children?.[0]?.spoken]],
        ['Cannot be used', '1', ['line 4 of the file, an id that is used before']],
      ],
    );
    const [lost] = rows[0]?.children ?? [];
    assert.ok(lost && !lost.label.includes('$('));
    assert.equal(lost.description, 'problem, T7 in the file');
  });
});
