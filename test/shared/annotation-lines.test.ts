import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { afterChange, asList, byLine, changeBetween } from '../../server/src/shared/annotation-lines.js';
import type { Annotation, NoteAnnotations } from '../../server/src/shared/protocol.js';

/** One annotation on each of these lines. */
function note(lines: readonly number[], version = 1, type = 'problem'): NoteAnnotations {
  const annotations = lines.map((line): Annotation => ({
    range: { start: { line, character: 2 }, end: { line, character: 7 } },
    type,
  }));
  return { uri: 'file:///a.note', version, annotations, types: [], unplaced: [], failures: [] };
}

function sizeOf(change: unknown): number {
  return JSON.stringify(change).length;
}

const everyLine = Array.from({ length: 10_000 }, (_, line) => line);

describe('changes of annotations', () => {
  it('give what they were made from, over any history', () => {
    const annotation = fc
      .record({
        line: fc.nat(12),
        character: fc.nat(3),
        down: fc.nat(2),
        type: fc.constantFrom('problem', 'test'),
        assertion: fc.constantFrom(undefined, 'absent'),
      })
      .map(({ line, character, down, type, assertion }): Annotation => ({
        range: { start: { line, character }, end: { line: line + down, character: character + 1 } },
        type,
        ...(assertion !== undefined && { assertion }),
      }));
    const state = fc.record({
      version: fc.integer({ min: 1, max: 3 }),
      annotations: fc
        .array(annotation, { maxLength: 12 })
        .map((list) => list.sort((a, b) => a.range.start.line - b.range.start.line)),
    });
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 5 }), (states) => {
        let [sent, received]: ReturnType<typeof afterChange>[] = [];
        for (const each of states) {
          const whole: NoteAnnotations = { ...note([]), ...each };
          const now = byLine(whole);
          received = afterChange(received, changeBetween(sent, now));
          sent = now;
          assert.deepEqual(received && asList(received), whole);
        }
      }),
    );
  });

  it('hold only the lines that another answer changed', () => {
    const before = byLine(note(everyLine.slice(1)));
    const change = changeBetween(before, byLine(note(everyLine)));
    assert.deepEqual(change.lines, [
      { from: 0, removed: 1, lines: [[{ start: 2, end: 7, type: 'problem' }]] },
    ]);
    const apart = changeBetween(byLine(note(everyLine)), byLine(note([0, 2, ...everyLine.slice(4)])));
    assert.deepEqual(
      apart.lines.map(({ from, removed }) => [from, removed]),
      [
        [1, 1],
        [3, 1],
      ],
    );
  });

  it('are small where an edit moves all that follows', () => {
    const before = byLine(note(everyLine));
    const after = byLine(note([0, ...everyLine.slice(2).map((line) => line + 1)], 2));
    assert.ok(sizeOf(changeBetween(before, after)) < 250);
    assert.ok(sizeOf(changeBetween(after, { ...before, version: 3 })) < 250);
  });

  it('say nothing of what they do not know', () => {
    const change = changeBetween(byLine(note([1])), byLine(note([1, 2])));
    assert.equal(change.whole, false);
    assert.equal(afterChange(undefined, change), undefined);
  });
});
