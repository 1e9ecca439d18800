import type { DocumentEntity } from '../../formats/document.js';
import { overlaps, type Span } from '../../note/span.js';
import { distinct, extent, keyOf } from '../scores/typed-span.js';
import { relationKey, relationsOf, type Annotations, type Linked } from './relation-counts.js';

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
  // What overlaps is meant for the same thing: first the same type, then any.
  for (const sameType of [true, false]) {
    for (const entity of left.splice(0)) {
      const other = b.find(
        (each) =>
          open.has(each) &&
          (each.type === entity.type) === sameType &&
          overlaps(extent(each), extent(entity)),
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
  const [first, second] = [relationsOf(a), relationsOf(b)];
  return [
    ...without(first, second).map(([span, a]): Disagreement => ({ kind: 'relation', span, a })),
    ...without(second, first).map(([span, b]): Disagreement => ({ kind: 'relation', span, b })),
  ];
}

/** The relations that only the first has, from one end to the other. */
function without(own: readonly Linked[], others: readonly Linked[]): [Span, Said][] {
  const known = new Set(others.map(relationKey));
  return own
    .filter((each) => !known.has(relationKey(each)))
    .map(({ type, head, tail }) => {
      const span = joined(extent(head), extent(tail));
      return [span, { span, label: type }];
    });
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
