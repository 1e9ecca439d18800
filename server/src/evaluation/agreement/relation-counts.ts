import { relationKey, relationsOf, type Annotations, type Linked } from '../../agreement/linked.js';
import { extent } from '../../agreement/typed-span.js';
import type { DocumentEntity } from '../../formats/document.js';
import { overlaps } from '../../note/span.js';
import { countByType, type CountsByType } from '../scores/by-type.js';

/** Relations of `b` that `a` has, too: code, and types and boundaries of both ends are the same. */
export function strictRelationCounts(a: Annotations, b: Annotations): CountsByType {
  const [wanted, given] = [relationsOf(a), relationsOf(b)];
  const keys = new Set(wanted.map(relationKey));
  return counted(
    given.filter((each) => keys.has(relationKey(each))),
    given,
    wanted,
  );
}

/** The same where it is enough that the ends have the types and overlap; each relation counts once, in the given order. */
export function relaxedRelationCounts(a: Annotations, b: Annotations): CountsByType {
  const [wanted, given] = [relationsOf(a), relationsOf(b)];
  const taken = new Set<Linked>();
  const right = given.filter((each) => {
    const match = wanted.find(
      (one) =>
        !taken.has(one) && one.type === each.type && meets(one.head, each.head) && meets(one.tail, each.tail),
    );
    return match !== undefined && taken.add(match);
  });
  return counted(right, given, wanted);
}

function meets(a: DocumentEntity, b: DocumentEntity): boolean {
  return a.type === b.type && overlaps(extent(a), extent(b));
}

function counted(
  right: readonly Linked[],
  given: readonly Linked[],
  wanted: readonly Linked[],
): CountsByType {
  const types = (relations: readonly Linked[]): string[] => relations.map(({ type }) => type);
  return countByType(types(right), types(given), types(wanted));
}
