import type { Location, Position } from 'vscode-languageserver';
import { rangeOf, type NoteView } from './note-view.js';
import { sameThingAt } from './same-thing.js';

/**
 * The mentions of what is under `position`, in the order of the text; the first, which is its definition,
 * only where asked for. `null` if there is no mention.
 */
export function provideReferences(
  view: NoteView,
  position: Position,
  includeDefinition: boolean,
): Location[] | null {
  const same = sameThingAt(view, view.document.offsetAt(position));
  if (!same) return null;
  return same.places
    .slice(includeDefinition ? 0 : 1)
    .map((span) => ({ uri: view.analysis.uri, range: rangeOf(view.document, span) }));
}
