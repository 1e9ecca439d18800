import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyChanges } from '../../server/src/session/document-changes.js';
import type { TextEdit } from '../../server/src/note/edits.js';

type Change = Parameters<typeof applyChanges>[1][number];

function changed(text: string, changes: readonly Change[]): { text: string; edits: TextEdit[] } {
  const document = TextDocument.create('file:///a.note', 'clinical-note', 1, text);
  const { document: after, edits } = applyChanges(document, changes, 2);
  assert.equal(after.version, 2);
  return { text: after.getText(), edits };
}

const at = (line: number, character: number) => ({ line, character });

describe('document changes', () => {
  it('says each change as an edit of the text that the one before left', () => {
    const result = changed('one\r\ntwo', [
      { range: { start: at(1, 0), end: at(1, 3) }, text: 'second' },
      { range: { start: at(0, 0), end: at(1, 0) }, text: '' },
    ]);
    assert.deepEqual(result, {
      text: 'second',
      edits: [
        { start: 5, end: 8, newLength: 6 },
        { start: 0, end: 5, newLength: 0 },
      ],
    });
  });

  it('takes ranges with swapped ends', () => {
    const { edits } = changed('abc', [{ range: { start: at(0, 2), end: at(0, 1) }, text: 'x' }]);
    assert.deepEqual(edits, [{ start: 1, end: 2, newLength: 1 }]);
  });

  it('finds the part that differs where the whole text is sent', () => {
    assert.deepEqual(changed('no fever today', [{ text: 'no high fever today' }]).edits, [
      { start: 3, end: 3, newLength: 5 },
    ]);
    assert.deepEqual(changed('aaa', [{ text: 'aa' }]).edits, [{ start: 2, end: 3, newLength: 0 }]);
    assert.deepEqual(changed('same', [{ text: 'same' }]).edits, [{ start: 4, end: 4, newLength: 0 }]);
  });

  it('gives edits that make the new text of the old', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\uD83E', '\uDEC0', ' ') });
    const position = fc.record({ line: fc.nat(5), character: fc.nat(8) });
    const change: fc.Arbitrary<Change> = fc.oneof(
      fc.record({ text }),
      fc.record({ range: fc.record({ start: position, end: position }), text }),
    );
    fc.assert(
      fc.property(text, fc.array(change, { maxLength: 4 }), (before, changes) => {
        let replayed = before;
        const document = TextDocument.create('file:///a.note', 'clinical-note', 1, before);
        for (const single of changes) {
          const { document: after, edits } = applyChanges(document, [single], 2);
          for (const { start, end, newLength } of edits) {
            assert.ok(start <= end && end <= replayed.length);
            const inserted = after.getText().slice(start, start + newLength);
            replayed = replayed.slice(0, start) + inserted + replayed.slice(end);
          }
          assert.equal(replayed, after.getText());
        }
      }),
    );
  });
});
