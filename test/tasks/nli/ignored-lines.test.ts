import assert from 'node:assert/strict';
import { isIgnoredLine } from '../../../server/src/tasks/nli/ignored-lines.js';

describe('lines that the user wants ignored', () => {
  for (const [pattern, ignored, kept] of [
    ['Seen and examined by *', 'SEEN and  examined by Dr. Roe.', 'She was seen and examined by Dr. Roe.'],
    ['*template v?.2*', 'Filled in from Template V?.2, see there.', 'Filled in from template v1.2.'],
    ['Patient is not a smoker.', 'patient is not a smoker.', 'Patient is not a smoker. He drinks.'],
    ['no *, no * reported', 'No fever, no cough reported', 'No fever, no cough'],
    ['a*a', 'aba', 'a'],
  ] as const) {
    it(`are those that "${pattern}" fits`, () => {
      assert.equal(isIgnoredLine(ignored, ['else', pattern]), true);
      assert.equal(isIgnoredLine(kept, ['else', pattern]), false);
    });
  }

  it('are found in time, whatever the pattern', () => {
    assert.equal(isIgnoredLine('a'.repeat(100_000), [`${'a*'.repeat(99)}b`]), false);
  });
});
