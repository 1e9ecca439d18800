import type { Position } from 'vscode-languageserver';
import type { RelationsResult } from '../shared/protocol.js';
import { entitiesAt, relationsOf, type NoteView } from './note-view.js';

/** The relations of the mentions at `position`, each once. */
export function relationsAt(view: NoteView, position: Position): RelationsResult {
  const found = entitiesAt(view, view.document.offsetAt(position)).flatMap((entity) =>
    relationsOf(view, entity).map(({ relation }) => relation),
  );
  return {
    relations: [...new Set(found)].map(({ id, code, head, tail }) => ({
      id,
      code,
      head: view.entities.get(head)?.text ?? '',
      tail: view.entities.get(tail)?.text ?? '',
    })),
  };
}
