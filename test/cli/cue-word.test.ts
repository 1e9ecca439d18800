import assert from 'node:assert/strict';
import { cueWord } from '../../server/src/cli/cue-word.js';
import type { Cue } from '../../server/src/tasks/nli/cues.js';

const cues: Readonly<Record<Cue, true>> = {
  claim: true,
  assertion: true,
  laterality: true,
  medication: true,
  number: true,
  antonym: true,
  concept: true,
  meaning: true,
};

describe('the cues in the terminal', () => {
  it('are named differently', () => {
    const words = Object.keys(cues).map(cueWord);
    assert.equal(new Set(words).size, words.length);
  });
});
