import type { RelationType } from '../schema.js';

/** An invented sentence with the relation of two of its mentions; `code` is absent if it states none. */
export interface RelationExample {
  readonly text: string;
  readonly head: { readonly text: string; readonly type: string };
  readonly tail: { readonly text: string; readonly type: string };
  readonly code?: string;
}

const related: readonly RelationExample[] = [
  {
    text: 'She took ibuprofen for a sprained ankle until Friday.',
    head: { text: 'ibuprofen', type: 'treatment' },
    tail: { text: 'sprained ankle', type: 'problem' },
    code: 'TrAP',
  },
  {
    text: 'Celecoxib blocks COX-2 in synovial cells.',
    head: { text: 'Celecoxib', type: 'chemical' },
    tail: { text: 'COX-2', type: 'gene' },
    code: 'CPR:4',
  },
  {
    text: 'Four of the rats lost their hearing after cisplatin, and such deafness did not recover.',
    head: { text: 'cisplatin', type: 'chemical' },
    tail: { text: 'deafness', type: 'disease' },
    code: 'CID',
  },
];

const unrelated: readonly RelationExample[] = [
  {
    text: 'Lisinopril was continued, and her asthma is stable.',
    head: { text: 'Lisinopril', type: 'treatment' },
    tail: { text: 'asthma', type: 'problem' },
  },
  {
    text: 'Sodium was measured in all patients with epilepsy.',
    head: { text: 'Sodium', type: 'chemical' },
    tail: { text: 'epilepsy', type: 'disease' },
  },
  {
    text: 'Plasma glucose and TNF-alpha were measured at baseline.',
    head: { text: 'glucose', type: 'chemical' },
    tail: { text: 'TNF-alpha', type: 'gene' },
  },
];

/**
 * Two worked examples for a prompt about `relations`, one of them of a pair that is not related; none for relations of
 * the user's own, whose meaning they could contradict.
 */
export function relationExamplesFor(relations: readonly RelationType[]): readonly RelationExample[] {
  const fits = ({ head, tail, code }: RelationExample): boolean =>
    relations.some(
      (type) =>
        type.words !== undefined &&
        type.head === head.type &&
        type.tail === tail.type &&
        (code === undefined || type.code === code),
    );
  const chosen = [related.find(fits), unrelated.find(fits)];
  return chosen.every((example) => example !== undefined) ? chosen : [];
}
