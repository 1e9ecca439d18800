import assert from 'node:assert/strict';
import type { CheckOutcome } from '../../server/src/analysis/analysis.js';
import { checkReport } from '../../server/src/cli/check-report.js';

const note = 'He is well.\nNo chest pain\u001b[2J.';
const outcome: CheckOutcome = {
  verdict: 'contradiction',
  evidence: [
    {
      span: { start: 12, end: note.length },
      text: note.slice(12),
      label: 'contradiction',
      probability: 0.91,
    },
  ],
  compared: 2,
  sentences: 2,
  threshold: 0.7,
  failed: 0,
};

describe('the report of a checked statement', () => {
  it('shows the verdict and the sentences that it rests on', () => {
    assert.equal(
      checkReport(outcome, note, 'Chest pain.', false),
      `Chest pain.
The note contradicts it.

  2:1  contradiction  91 %  No chest pain␛[2J.

2 sentences compared
`,
    );
  });

  it('claims no more than was looked at', () => {
    const open: CheckOutcome = { ...outcome, verdict: 'neutral', evidence: [] };
    assert.equal(
      checkReport({ ...open, compared: 60, sentences: 300, failed: 1 }, note, 'Chest pain.', false),
      `Chest pain.
Nothing found above 70 % that entails or contradicts it.

60 of 300 sentences compared, 1 without an answer
`,
    );
  });

  it('says that a note disagrees with itself', () => {
    const both: CheckOutcome = { ...outcome, verdict: 'conflicting' };
    assert.match(checkReport(both, note, 'Chest pain.', false), /disagrees with itself/);
  });
});
