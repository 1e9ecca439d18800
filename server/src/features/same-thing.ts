import { overlaps, type Span } from '../note/span.js';
import { mentionsOfConcept } from './concept.js';
import { entitiesAt, type NoteView } from './note-view.js';

/** A mention, and every mention of the same thing in the order of the note, itself among them. */
export interface SameThing {
  readonly mention: Span;
  readonly places: readonly Span[];
}

/**
 * What speaks of the same thing as the mention at `offset`: mentions of one concept, and mentions that were linked to one
 * of them ("a mass … the lesion … it"). `undefined` if there is no mention.
 */
export function sameThingAt(view: NoteView, offset: number): SameThing | undefined {
  const [entity] = entitiesAt(view, offset);
  const { entities, chains = [] } = view.analysis;
  const linked = chains.flat().filter(({ start, end }) => start <= offset && offset <= end);
  const mention = entity?.span ?? linked[0];
  if (!mention) return undefined;
  const named = entity ? mentionsOfConcept(entities, entity).map(({ span }) => span) : [mention];
  const others = chains
    .filter((chain) => chain.some((span) => named.some((own) => overlaps(own, span))))
    .flat()
    .filter((span) => !named.some((own) => overlaps(own, span)));
  return { mention, places: [...named, ...others].sort((a, b) => a.start - b.start) };
}
