import assert from 'node:assert/strict';
import { failureMarks } from '../../../client/src/highlights/failure-marks.js';
import { english } from '../translator.js';

const rangeOn = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 9 } });

describe('failureMarks', () => {
  it('marks each sentence once, with each of its reasons once', () => {
    const failures = [
      { range: rangeOn(0), task: 'ner', code: 'cut' },
      { range: rangeOn(2), task: 'nli', code: 'timeout' },
      { range: rangeOn(0), task: 'relations', code: 'empty' },
      { range: rangeOn(0), task: 'relations', code: 'empty' },
    ] as const;
    assert.deepEqual(failureMarks(failures, english), [
      {
        range: rangeOn(0),
        reasons: ['BioNote: Entities: The answer was cut off.', 'BioNote: Relations: The answer was empty.'],
      },
      { range: rangeOn(2), reasons: ['BioNote: Contradictions: The model did not answer in time.'] },
    ]);
  });
});
