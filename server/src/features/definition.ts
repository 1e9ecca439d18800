import type { Location, LocationLink, Position } from 'vscode-languageserver';
import { mentionsOfConcept } from './concept.js';
import { entitiesAt, rangeOf, type NoteView } from './note-view.js';

/**
 * Where the note first mentions the concept under `position`; `null` where there is no mention. As a link
 * where the client takes links, because then the whole mention is underlined and not one word.
 */
export function provideDefinition(
  view: NoteView,
  position: Position,
  linkSupport: boolean,
): Location | LocationLink[] | null {
  const { document, analysis } = view;
  const [entity] = entitiesAt(view, document.offsetAt(position));
  if (!entity) return null;
  const [first = entity] = mentionsOfConcept(analysis.entities, entity);
  const range = rangeOf(document, first.span);
  if (!linkSupport) return { uri: analysis.uri, range };
  return [
    {
      originSelectionRange: rangeOf(document, entity.span),
      targetUri: analysis.uri,
      targetRange: range,
      targetSelectionRange: range,
    },
  ];
}
