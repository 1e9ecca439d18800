import assert from 'node:assert/strict';
import { cueWord, failureReason, taskWord } from '../../server/src/cli/report-words.js';
import type { ReplyProblem } from '../../server/src/tasks/task.js';
import type { Cue } from '../../server/src/tasks/nli/cues.js';

const cues: Readonly<Record<Cue, true>> = {
  assertion: true,
  laterality: true,
  medication: true,
  number: true,
  antonym: true,
  concept: true,
};

const problems: Readonly<Record<ReplyProblem['code'], true>> = {
  'not-json': true,
  cut: true,
  schema: true,
  'unknown-label': true,
  'not-in-text': true,
  misaligned: true,
  empty: true,
  looping: true,
};

describe('the words of a report in the terminal', () => {
  it('name every cue differently', () => {
    const words = Object.keys(cues).map(cueWord);
    assert.equal(new Set(words).size, words.length);
  });

  it('give every problem of a reply a reason of its own', () => {
    for (const code of Object.keys(problems)) assert.notEqual(failureReason(code), failureReason(''), code);
    assert.equal(taskWord('ner'), 'Entities');
  });
});
