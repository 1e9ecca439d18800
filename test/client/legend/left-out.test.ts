import assert from 'node:assert/strict';
import { leftOut } from '../../../client/src/legend/left-out.js';
import { maxListed } from '../../../server/src/shared/protocol.js';
import { english } from '../translator.js';

const uri = 'file:///a.note';
const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 9 } };
const mention = { range, text: 'xerostomia', type: 'problem' };
const failure = { range, task: 'ner', code: 'note-too-long' } as const;

describe('leftOut', () => {
  it('lists what was not placed and what has no answer, each with its sentence', () => {
    const [unplaced, failures] = leftOut({ uri, unplaced: [mention], failures: [failure] }, english);
    assert.equal(unplaced?.label, 'Not placed (1)');
    assert.deepEqual(unplaced.items, [{ label: 'xerostomia', description: 'problem · line 5', uri, range }]);
    assert.equal(failures?.label, 'Without a usable answer (1)');
    const [item] = failures.items;
    assert.match(item?.label ?? '', /Split the note/);
    assert.equal(item?.description, 'Entities · line 5');
  });

  it('has no heading with nothing below', () => {
    assert.deepEqual(leftOut({ uri, unplaced: [], failures: [] }, english), []);
    const groups = leftOut({ uri, unplaced: [], failures: [failure] }, english);
    assert.deepEqual(
      groups.map(({ id }) => id),
      ['failures'],
    );
  });

  it('says that there may be more where no more are listed', () => {
    const unplaced = Array.from({ length: maxListed }, () => mention);
    assert.equal(leftOut({ uri, unplaced, failures: [] }, english)[0]?.label, `Not placed (${maxListed}+)`);
  });
});
