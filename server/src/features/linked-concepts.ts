import type { Entity, NoteAnalysis } from '../analysis/note-analysis.js';
import type { Span } from '../note/span.js';
import { conceptOf } from './concept.js';

/** Words before or in a mention that refer to something that was named before: "the lesion", "this". */
const referringBefore = /\b(?:the|this|that|these|those|such)\s+$/i;
const referring = /^(?:the|this|that|these|those|such|its?|they|them|their)\b/i;

/**
 * The concept of each entity by its id: that of its words ({@link conceptOf}), or, where the note's mentions were linked, one for
 * all that speak of one thing. Words that name a thing ("a mass") take their other mentions along; words that only refer to it
 * ("the lesion") do not, since elsewhere they may refer to another. Mentions of different types stay apart.
 */
export function conceptsOf({
  text,
  entities,
  chains = [],
}: Pick<NoteAnalysis, 'text' | 'entities' | 'chains'>): ReadonlyMap<string, string> {
  const united = new Map<string, string>();
  const nameOf = (concept: string): string => {
    const next = united.get(concept);
    return next === undefined || next === concept ? concept : nameOf(next);
  };
  const referringTo = new Map<string, string>();
  for (const linked of chains.flatMap((chain) => byType(chain, entities))) {
    const naming = linked.filter((entity) => !refers(text, entity));
    const [first] = naming.length > 0 ? naming : linked;
    if (!first) continue;
    const concept = nameOf(conceptOf(first));
    for (const each of naming) united.set(nameOf(conceptOf(each)), concept);
    for (const each of linked) if (!naming.includes(each)) referringTo.set(each.id, concept);
  }
  return new Map(
    entities.map((entity) => [entity.id, nameOf(referringTo.get(entity.id) ?? conceptOf(entity))]),
  );
}

/** The entities of a chain, two or more of one type in the order of the note. */
function byType(chain: readonly Span[], entities: readonly Entity[]): Entity[][] {
  const linked = new Set(chain.flatMap((span) => entityOf(span, entities) ?? []));
  const types = new Map<string, Entity[]>();
  for (const entity of entities) {
    if (linked.has(entity)) types.set(entity.type, [...(types.get(entity.type) ?? []), entity]);
  }
  return Array.from(types.values()).filter((same) => same.length > 1);
}

/** The entity that a linked mention is: the one that shares most of its text, and of several the shortest. */
function entityOf(span: Span, entities: readonly Entity[]): Entity | undefined {
  const shared = (entity: Entity): number =>
    Math.min(span.end, entity.span.end) - Math.max(span.start, entity.span.start);
  const length = (entity: Entity): number => entity.span.end - entity.span.start;
  return entities
    .filter((entity) => shared(entity) > 0)
    .sort((a, b) => shared(b) - shared(a) || length(a) - length(b))[0];
}

function refers(note: string, { span, text }: Entity): boolean {
  return referring.test(text) || referringBefore.test(note.slice(Math.max(0, span.start - 12), span.start));
}
