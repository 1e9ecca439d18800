import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import type { Entity } from '../analysis/note-analysis.js';
import type { Section } from '../note/note.js';
import { visible } from '../note/visible.js';
import { rangeOf, type NoteView } from './note-view.js';
import { assertionWord } from './words.js';

/** Symbol kinds that tell the types apart in an outline. LSP has none for medicine. */
const kinds: Readonly<Record<string, SymbolKind>> = {
  problem: SymbolKind.Event,
  disease: SymbolKind.Event,
  treatment: SymbolKind.Object,
  chemical: SymbolKind.Object,
  test: SymbolKind.Function,
  anatomy: SymbolKind.Struct,
  value: SymbolKind.Number,
  dosage: SymbolKind.Number,
  gene: SymbolKind.Key,
  variant: SymbolKind.EnumMember,
  species: SymbolKind.Class,
  cell: SymbolKind.Class,
};

/**
 * The outline: the note's sections with their entities. Entities before the first heading are at the top level.
 */
export function provideDocumentSymbols(view: NoteView): DocumentSymbol[] {
  return view.sections.flatMap((section) => {
    const entities = view.analysis.entities
      .filter(({ span }) => section.span.start <= span.start && span.end <= section.span.end)
      .map((entity) => entitySymbol(view, entity));
    const symbol = sectionSymbol(view, section, entities);
    return symbol ? [symbol] : entities;
  });
}

function sectionSymbol(
  view: NoteView,
  { span, title, heading }: Section,
  children: DocumentSymbol[],
): DocumentSymbol | undefined {
  if (title === undefined || heading === undefined) return undefined;
  return {
    name: oneLine(title),
    kind: SymbolKind.Namespace,
    range: rangeOf(view.document, span),
    selectionRange: rangeOf(view.document, heading),
    children,
  };
}

function entitySymbol(view: NoteView, { span, text, type, assertion }: Entity): DocumentSymbol {
  const range = rangeOf(view.document, span);
  return {
    name: oneLine(text),
    detail: assertion === undefined ? type : `${type}, ${assertionWord(assertion)}`,
    kind: kinds[type] ?? SymbolKind.Field,
    range,
    selectionRange: range,
  };
}

/** Editors refuse symbols without a name. */
function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim()) || '–';
}
