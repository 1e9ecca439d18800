import { DocumentHighlightKind, type DocumentHighlight, type Position } from 'vscode-languageserver';
import { mentionsOfConcept } from './concept.js';
import { entitiesAt, rangeOf, relationsOf, type NoteView } from './note-view.js';

/**
 * The mentions of the concept under `position` (kind `Write`, which editors paint stronger) and the entities
 * related to it (kind `Read`). `null` if there is no mention, so that the editor falls back to words.
 */
export function provideDocumentHighlights(view: NoteView, position: Position): DocumentHighlight[] | null {
  const [entity] = entitiesAt(view, view.document.offsetAt(position));
  if (!entity) return null;
  const same = mentionsOfConcept(view.analysis.entities, entity);
  const related = new Set(
    same
      .flatMap((mention) => relationsOf(view, mention).map(({ other }) => other))
      .filter((other) => !same.includes(other)),
  );
  return [
    ...same.map(({ span }) => ({
      range: rangeOf(view.document, span),
      kind: DocumentHighlightKind.Write,
    })),
    ...[...related].map(({ span }) => ({
      range: rangeOf(view.document, span),
      kind: DocumentHighlightKind.Read,
    })),
  ];
}
