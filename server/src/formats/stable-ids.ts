import type { ExportedAnnotations } from './exported.js';

/**
 * The annotations with ids that depend on their order alone: `T1`, `T2` … for entities and `R1`, `R2` … for relations,
 * the same in every format. The ids of a snapshot depend on the order in which its sentences were read. Relations of
 * entities that are not in the list are left out.
 */
export function withStableIds<T extends ExportedAnnotations>(annotations: T): T {
  const ids = new Map(annotations.entities.map(({ id }, index) => [id, `T${index + 1}`]));
  const relations = annotations.relations.flatMap((relation) => {
    const [head, tail] = [ids.get(relation.head), ids.get(relation.tail)];
    return head === undefined || tail === undefined ? [] : [{ ...relation, head, tail }];
  });
  return {
    ...annotations,
    entities: annotations.entities.map((entity, index) => ({ ...entity, id: `T${index + 1}` })),
    relations: relations.map((relation, index) => ({ ...relation, id: `R${index + 1}` })),
  };
}
