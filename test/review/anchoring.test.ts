import assert from 'node:assert/strict';
import { anchor } from '../../server/src/review/anchoring.js';
import { followText } from '../../server/src/review/decide.js';
import { splitLines } from '../../server/src/review/standoff-lines.js';
import { digest, filesOf, readNote } from './reviewing.js';

const line = (offsets: string, words: string, id = 'T1'): string => `${id}\tproblem ${offsets}\t${words}\n`;
const staleIds = (standoff: string, text: string): string[] =>
  anchor(splitLines(standoff), text).stale.map(({ id }) => id);

describe('an annotation of a text that was edited', () => {
  it('is found again at its only place, and the file says where', () => {
    const reviewed = readNote('Still 🩺 fever.', filesOf(line('0 5', 'fever')));
    assert.deepEqual(reviewed.confirmed[0]?.span, { start: 9, end: 14 });
    const { standoff, entries } = followText(reviewed, { by: '', at: '2020', proposals: [], digest });
    assert.equal(standoff.join(''), line('8 13', 'fever'));
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['moved'],
    );
  });

  it('is stale where its words are gone, are in two places, or are a part of a longer word', () => {
    assert.deepEqual(staleIds(line('0 5', 'fever'), 'No longer.'), ['T1']);
    assert.deepEqual(staleIds(line('0 5', 'fever'), 'A fever, a fever.'), ['T1']);
    assert.deepEqual(staleIds(line('0 5', 'fever'), 'He is feverish.'), ['T1']);
  });

  it('does not take the place of another one, nor compete with its like for one', () => {
    assert.deepEqual(staleIds(line('2 7', 'fever') + line('30 35', 'fever', 'T2'), 'A fever.'), ['T2']);
    assert.deepEqual(staleIds(line('0 5', 'fever') + line('30 35', 'fever', 'T2'), 'A fever.'), ['T1', 'T2']);
  });

  it('moves as a whole where it has several parts', () => {
    const { contents, stale } = anchor(splitLines(line('0 4;9 13', 'left hand')), 'The left or hand.');
    assert.deepEqual(
      stale.map(({ id }) => id),
      ['T1'],
    );
    assert.equal(contents[0], '');
    const moved = anchor(splitLines(line('0 4;9 13', 'left hand')), 'The left arm, hand. left but hand.');
    assert.equal(moved.contents[0], 'T1\tproblem 20 24;29 33\tleft hand');
  });

  it('takes what is said of it along where it is stale, and stays in the file', () => {
    const standoff = `${line('0 5', 'fever')}A1\tAssertion T1 absent\nR1\tPIP Arg1:T1 Arg2:T1\n`;
    const reviewed = readNote('Nothing.', filesOf(standoff));
    assert.deepEqual([reviewed.confirmed.length, reviewed.problems.length], [0, 0]);
    assert.equal(reviewed.files.standoff.join(''), standoff);
  });

  it('goes where the edits have moved it, even if its words stand elsewhere by chance', () => {
    const known = new Map([[line('0 5', 'fever').trimEnd(), [{ start: 6, end: 11 }]]]);
    const { moved } = anchor(splitLines(line('0 5', 'fever')), 'fever fever', known);
    assert.equal(moved[0]?.after, 'T1\tproblem 6 11\tfever');
  });
});
