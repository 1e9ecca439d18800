import type { Location, Position } from 'vscode-languageserver';
import { mentionsOfConcept } from './concept.js';
import { entitiesAt, rangeOf, type NoteView } from './note-view.js';

/**
 * The mentions of the concept under `position`, in the order of the text; the first, which is its definition,
 * only where asked for. `null` where there is no mention.
 */
export function provideReferences(
  view: NoteView,
  position: Position,
  includeDefinition: boolean,
): Location[] | null {
  const [entity] = entitiesAt(view, view.document.offsetAt(position));
  if (!entity) return null;
  return mentionsOfConcept(view.analysis.entities, entity)
    .slice(includeDefinition ? 0 : 1)
    .map(({ span }) => ({ uri: view.analysis.uri, range: rangeOf(view.document, span) }));
}
