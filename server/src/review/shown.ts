import type { BratEntity } from '../formats/brat-reader.js';
import type { Span } from '../note/span.js';
import type { Proposal } from './proposal.js';
import { isDecided, type ReviewedNote } from './reviewed-note.js';

interface Identified extends Proposal {
  readonly id: string;
}

interface Linked {
  readonly head: string;
  readonly tail: string;
  readonly code: string;
}

/** What is shown of a note: what people confirmed, and what was proposed and nobody has decided on. */
export interface Shown<E, R> {
  readonly proposed: readonly E[];
  /** With the proposal of the same span and type, whose id it keeps, so that its relations stay. */
  readonly confirmed: readonly { readonly entity: BratEntity; readonly id: string; readonly proposal?: E }[];
  /** Proposed relations between what is still shown. */
  readonly relations: readonly R[];
  readonly confirmedRelations: readonly Linked[];
}

/** Puts together what a model proposed and what people said. */
export function shown<E extends Identified, R extends Linked>(
  reviewed: ReviewedNote,
  entities: readonly E[],
  relations: readonly R[],
): Shown<E, R> {
  const byPlace = new Map(entities.map((entity) => [placeKey(entity.type, entity.span), entity]));
  const places = new Set<string>();
  const ids = new Map<string, string>();
  const confirmed = reviewed.confirmed.map((entity) => {
    const place = placeKey(entity.type, entity.span);
    const proposal = places.has(place) ? undefined : byPlace.get(place);
    places.add(place);
    const id = proposal?.id ?? `ann:${entity.id}`;
    ids.set(entity.id, id);
    return { entity, id, ...(proposal && { proposal }) };
  });
  const proposed = entities.filter(
    (entity) => !places.has(placeKey(entity.type, entity.span)) && !isDecided(reviewed, entity),
  );
  const confirmedRelations = reviewed.relations.map(({ code, head, tail }) => ({
    code,
    head: ids.get(head) ?? '',
    tail: ids.get(tail) ?? '',
  }));
  const said = new Set(confirmedRelations.map(linkKey));
  const ends = new Map<string, Proposal>([
    ...proposed.map((entity) => [entity.id, entity] as const),
    ...confirmed.map(({ id, entity }) => [id, entity] as const),
  ]);
  const isRejected = ({ code, head, tail }: R): boolean => {
    const [from, to] = [ends.get(head), ends.get(tail)];
    return !!from && !!to && reviewed.rejected.hasRelation(reviewed, code, from, to);
  };
  return {
    proposed,
    confirmed,
    relations: relations.filter(
      (relation) =>
        ends.has(relation.head) &&
        ends.has(relation.tail) &&
        !said.has(linkKey(relation)) &&
        !isRejected(relation),
    ),
    confirmedRelations,
  };
}

function placeKey(type: string, { start, end }: Span): string {
  return `${start}-${end} ${type}`;
}

function linkKey({ code, head, tail }: Linked): string {
  return JSON.stringify([code, head, tail]);
}
