import type { DocumentEntity } from '../formats/document.js';
import type { Span } from '../note/span.js';
import { relationKey, relationsOf, type Annotations, type Linked } from './linked.js';
import { mentionPoints } from './mention-points.js';
import { extent, keyOf } from './typed-span.js';

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
  const found = [...ofEntities(a.entities, b.entities), ...ofRelations(a, b)];
  return found.sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
}

function ofEntities(first: readonly DocumentEntity[], second: readonly DocumentEntity[]): Disagreement[] {
  return mentionPoints([first, second]).flatMap(([a, b]): Disagreement[] => {
    if (a && b) {
      const kind = kindBetween(a, b);
      return kind ? [{ kind, span: joined(extent(a), extent(b)), a: said(a), b: said(b) }] : [];
    }
    if (a) return [{ kind: 'missing', span: extent(a), a: said(a) }];
    return b ? [{ kind: 'missing', span: extent(b), b: said(b) }] : [];
  });
}

/** In what two mentions of the same thing differ, the type first; `undefined` if in nothing. */
export function kindBetween(
  a: DocumentEntity,
  b: DocumentEntity,
): Exclude<DisagreementKind, 'missing' | 'relation'> | undefined {
  if (a.type !== b.type) return 'type';
  if (keyOf(a) !== keyOf(b)) return 'extent';
  return a.assertion === b.assertion ? undefined : 'assertion';
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

function said(entity: DocumentEntity): Said {
  const { type, assertion } = entity;
  return { span: extent(entity), label: type, ...(assertion !== undefined && { assertion }) };
}

function joined(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
