import assert from 'node:assert/strict';
import fc from 'fast-check';
import { composed, movedThrough, type TextEdit } from '../../server/src/note/edits.js';

const span = { start: 10, end: 15 };
const cases: [name: string, edit: [number, number, number], expected: [number, number] | undefined][] = [
  ['an insertion before', [3, 3, 4], [14, 19]],
  ['a deletion before', [2, 6, 0], [6, 11]],
  ['a replacement that ends at the start', [8, 10, 1], [9, 14]],
  ['an insertion at the start', [10, 10, 2], [12, 17]],
  ['an insertion at the end', [15, 15, 2], [10, 15]],
  ['an edit behind', [16, 18, 9], [10, 15]],
  ['an insertion inside', [12, 12, 1], undefined],
  ['a deletion over the start', [8, 11, 0], undefined],
  ['a deletion over the end', [14, 20, 0], undefined],
  ['a replacement of all of it', [10, 15, 5], undefined],
  ['a deletion of more', [0, 40, 0], undefined],
];

describe('edits', () => {
  for (const [name, [start, end, newLength], expected] of cases) {
    it(name, () => {
      const moved = movedThrough(span, { start, end, newLength });
      assert.deepEqual(moved, expected && { start: expected[0], end: expected[1] });
    });
  }

  it('a moved span holds the same text', () => {
    const offset = fc.nat(40);
    fc.assert(
      fc.property(
        fc.string({ minLength: 40 }),
        offset,
        offset,
        offset,
        offset,
        fc.string(),
        (text, a, b, c, d, by) => {
          const before = { start: Math.min(a, b), end: Math.max(a, b) };
          const edit = { start: Math.min(c, d), end: Math.max(c, d), newLength: by.length };
          const moved = movedThrough(before, edit);
          if (moved === undefined) return;
          const after = text.slice(0, edit.start) + by + text.slice(edit.end);
          assert.equal(after.slice(moved.start, moved.end), text.slice(before.start, before.end));
        },
      ),
    );
  });

  /** Applies random edits one after the other, and marks what they insert with letters that the text lacks. */
  function applied(text: string, edits: readonly [number, number, number][]): [string, TextEdit[]] {
    let after = text;
    const steps = edits.map(([at, length, newLength]) => {
      const start = at % (after.length + 1);
      const end = Math.min(after.length, start + length);
      after = after.slice(0, start) + '#'.repeat(newLength) + after.slice(end);
      return { start, end, newLength };
    });
    return [after, steps];
  }

  it('composed edits come to the same, touch what the edits touched, and nothing that only came and went', () => {
    const text = 'abcdefghijklmnopqrst';
    const short = fc.nat(5);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(99), short, short), { maxLength: 8 }), (edits) => {
        const [after, steps] = applied(text, edits);
        let composition = text;
        let behind = text.length;
        for (const { start, end, newLength } of composed(steps)) {
          assert(end <= behind && (start < end || newLength > 0));
          behind = start;
          composition = composition.slice(0, start) + '#'.repeat(newLength) + composition.slice(end);
        }
        assert.equal(composition, after);
      }),
    );
  });

  it('an insertion that a later edit takes away leaves nothing', () => {
    const steps = [
      { start: 4, end: 4, newLength: 3 },
      { start: 9, end: 10, newLength: 0 },
      { start: 4, end: 7, newLength: 0 },
    ];
    assert.deepEqual(composed(steps), [{ start: 6, end: 7, newLength: 0 }]);
  });
});
