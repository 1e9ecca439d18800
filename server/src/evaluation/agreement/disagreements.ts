import type { DocumentEntity } from '../../formats/document.js';
import { overlaps, type Span } from '../../note/span.js';
import { distinct, extent, keyOf } from '../scores/typed-span.js';
import { relationKey, relationsOf, type Annotations } from './relation-counts.js';

/** What two annotators disagree about; `missing`: one of them marked nothing there. */
export type DisagreementKind = 'missing' | 'type' | 'extent' | 'assertion' | 'relation';

/** What one side says at a place: a type or a relation's code, with the assertion where that is the point. */
export interface Said {
  readonly span: Span;
  readonly label: string;
  readonly assertion?: string;
}

/** One point on which two annotators of a note differ. A side that says nothing is absent. */
export interface Disagreement {
  readonly kind: DisagreementKind;
  /** From the first to the last code unit that is in question, UTF-16. */
  readonly span: Span;
  readonly a?: Said;
  readonly b?: Said;
}

/** Where two annotators of one text differ, in the order of the text. */
export function disagreementsOf(a: Annotations, b: Annotations): Disagreement[] {
  const found = [...ofEntities(distinct(a.entities), distinct(b.entities)), ...ofRelations(a, b)];
  return found.sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
}

function ofEntities(a: readonly DocumentEntity[], b: readonly DocumentEntity[]): Disagreement[] {
  const found: Disagreement[] = [];
  const byKey = new Map(b.map((entity) => [keyOf(entity), entity]));
  const open = new Set(b);
  const left: DocumentEntity[] = [];
  for (const entity of a) {
    const same = byKey.get(keyOf(entity));
    if (!same) {
      left.push(entity);
      continue;
    }
    open.delete(same);
    if (entity.assertion !== same.assertion) found.push(between('assertion', entity, same));
  }
  // What shares the most is meant by both: first the same type, then any.
  for (const sameType of [true, false]) {
    for (const entity of left.splice(0)) {
      const other = [...open].find(
        (each) => (each.type === entity.type) === sameType && overlaps(extent(each), extent(entity)),
      );
      if (!other) {
        left.push(entity);
        continue;
      }
      open.delete(other);
      found.push(between(sameType ? 'extent' : 'type', entity, other));
    }
  }
  return [
    ...found,
    ...left.map((entity): Disagreement => ({ kind: 'missing', span: extent(entity), a: said(entity) })),
    ...Array.from(open, (entity): Disagreement => ({
      kind: 'missing',
      span: extent(entity),
      b: said(entity),
    })),
  ];
}

function ofRelations(a: Annotations, b: Annotations): Disagreement[] {
  const [first, second] = [a, b].map(
    (side) => new Map(relationsOf(side).map((each) => [relationKey(each), each])),
  ) as [
    Map<string, ReturnType<typeof relationsOf>[number]>,
    Map<string, ReturnType<typeof relationsOf>[number]>,
  ];
  const only = (side: 'a' | 'b'): Disagreement[] => {
    const [own, other] = side === 'a' ? [first, second] : [second, first];
    return [...own]
      .filter(([key]) => !other.has(key))
      .map(([, { type, head, tail }]) => {
        const span = joined(extent(head), extent(tail));
        return { kind: 'relation', span, [side]: { span, label: type } };
      });
  };
  return [...only('a'), ...only('b')];
}

function between(kind: DisagreementKind, a: DocumentEntity, b: DocumentEntity): Disagreement {
  return { kind, span: joined(extent(a), extent(b)), a: said(a), b: said(b) };
}

function said(entity: DocumentEntity): Said {
  const { type, assertion } = entity;
  return { span: extent(entity), label: type, ...(assertion !== undefined && { assertion }) };
}

function joined(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
