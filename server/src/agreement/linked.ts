import type { AnnotatedDocument, DocumentEntity, DocumentRelation } from '../formats/document.js';
import { keyOf } from './typed-span.js';

/** A relation with its ends. */
export interface Linked {
  readonly type: string;
  readonly head: DocumentEntity;
  readonly tail: DocumentEntity;
}

/** What one annotator said of a note. */
export type Annotations = Pick<AnnotatedDocument, 'entities' | 'relations'>;

/** A relation by its code and its ends' types and fragments. */
export function relationKey({ type, head, tail }: Linked): string {
  return JSON.stringify([type, keyOf(head), keyOf(tail)]);
}

/** The relations of a note whose ends are there, each once. */
export function relationsOf({ entities, relations }: Annotations): Linked[] {
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  const linked = relations.flatMap(({ type, head, tail }: DocumentRelation): Linked[] => {
    const [from, to] = [byId.get(head), byId.get(tail)];
    return from && to ? [{ type, head: from, tail: to }] : [];
  });
  return [...new Map(linked.map((each) => [relationKey(each), each])).values()];
}
