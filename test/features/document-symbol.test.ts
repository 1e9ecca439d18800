import assert from 'node:assert/strict';
import type { DocumentSymbol } from 'vscode-languageserver';
import { provideDocumentSymbols } from '../../server/src/features/document-symbol.js';
import { markedNote, textAt } from './marked-note.js';

describe('document symbol', () => {
  const view = markedNote(
    'Seen with [cough|problem].\n\nMEDICATIONS:\n[aspirin|treatment]\n\nASSESSMENT:\nno [fever|problem|absent]\n',
  );
  const symbols = provideDocumentSymbols(view);

  function outline(of: readonly DocumentSymbol[]): unknown[] {
    return of.map(({ name, detail, children }) => [name, detail, ...(children ? outline(children) : [])]);
  }

  it('lists the sections with their entities, and entities before the first heading', () => {
    assert.deepEqual(outline(symbols), [
      ['cough', 'problem'],
      ['MEDICATIONS', undefined, ['aspirin', 'treatment']],
      ['ASSESSMENT', undefined, ['fever', 'problem, absent']],
    ]);
  });

  it('selects the heading, within the section', () => {
    const section = symbols[1]!;
    assert.match(textAt(view, section.selectionRange), /^MEDICATIONS/);
    assert.match(textAt(view, section.range), /^MEDICATIONS:\naspirin/);
  });

  it('names nothing by an empty string, which editors refuse', () => {
    const blank = markedNote('x', { analysis: { text: ' x' } });
    const entity = { id: 'e', span: { start: 0, end: 1 }, text: ' ', type: 'problem', sentence: 0 } as const;
    const analysis = { ...blank.analysis, entities: [{ ...entity, alignment: 'exact' as const }] };
    assert.deepEqual(
      provideDocumentSymbols({ ...blank, analysis }).map(({ name }) => name),
      ['–'],
    );
  });
});
