import assert from 'node:assert/strict';
import { DocumentHighlightKind } from 'vscode-languageserver';
import { provideDocumentHighlights } from '../../server/src/features/document-highlight.js';
import { markedNote, positionOf, textAt } from './marked-note.js';

describe('document highlight', () => {
  const view = markedNote(
    '[Fever|problem], given [aspirin|treatment]. No [fevers|problem] since. [Fever curve|test].',
    { relations: [{ head: 1, tail: 0 }] },
  );

  function highlighted(quote: string, nth = 0): [string, DocumentHighlightKind | undefined][] | undefined {
    return provideDocumentHighlights(view, positionOf(view, quote, nth))?.map(({ range, kind }) => [
      textAt(view, range),
      kind,
    ]);
  }

  it('marks the mentions of the concept, and otherwise what they are related to', () => {
    const expected = [
      ['Fever', DocumentHighlightKind.Write],
      ['fevers', DocumentHighlightKind.Write],
      ['aspirin', DocumentHighlightKind.Read],
    ];
    assert.deepEqual(highlighted('Fever'), expected);
    assert.deepEqual(highlighted('fevers'), expected);
  });

  it('marks a mention alone where nothing is like it or related to it', () => {
    assert.deepEqual(highlighted('Fever curve'), [['Fever curve', DocumentHighlightKind.Write]]);
  });

  it('leaves other words to the editor', () => {
    assert.equal(highlighted('given'), undefined);
  });
});
