import type { Location, LocationLink, Position } from 'vscode-languageserver';
import { rangeOf, type NoteView } from './note-view.js';
import { sameThingAt } from './same-thing.js';

/**
 * Where the note first mentions what is under `position`; `null` if there is no mention. As a link
 * where the client takes links, because then the whole mention is underlined and not one word.
 */
export function provideDefinition(
  view: NoteView,
  position: Position,
  linkSupport: boolean,
): Location | LocationLink[] | null {
  const { document, analysis } = view;
  const same = sameThingAt(view, document.offsetAt(position));
  if (!same) return null;
  const range = rangeOf(document, same.places[0] ?? same.mention);
  if (!linkSupport) return { uri: analysis.uri, range };
  return [
    {
      originSelectionRange: rangeOf(document, same.mention),
      targetUri: analysis.uri,
      targetRange: range,
      targetSelectionRange: range,
    },
  ];
}
