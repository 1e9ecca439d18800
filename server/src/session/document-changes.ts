import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../note/edits.js';
import { rangeOf, spanOf } from '../features/note-view.js';

/**
 * Applies a client's changes to `document` and returns them as edits in offsets, each into the text that the
 * previous edit left. If the client sends the whole text, the edit covers only the part that differs, so spans
 * outside it survive.
 *
 * @returns the document, which may be the same object, changed.
 */
export function applyChanges(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): { document: TextDocument; edits: TextEdit[] } {
  const edits: TextEdit[] = [];
  let changed = document;
  for (const change of changes) {
    if ('range' in change) {
      const span = spanOf(changed, change.range);
      edits.push({ ...span, newLength: change.text.length });
      // A range beyond the text would spoil the document's own table of lines.
      const range = rangeOf(changed, span);
      changed = TextDocument.update(changed, [{ range, text: change.text }], version);
    } else {
      edits.push(difference(changed.getText(), change.text));
      changed = TextDocument.update(changed, [change], version);
    }
  }
  return { document: changed, edits };
}

/** The edit that turns `before` into `after`, without the beginning and the end that both share. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++;
  return { start, end: before.length - tail, newLength: after.length - tail - start };
}
