import type { Annotations } from '../../agreement/linked.js';
import { distinct, keyOf } from '../../agreement/typed-span.js';
import { mergeCounts, scoresOf, type ScoresByType } from '../scores/by-type.js';
import { relaxedCounts } from '../scores/relaxed.js';
import { strictCounts } from '../scores/strict.js';
import { cohenKappa, type Kappa } from './kappa.js';
import { relaxedRelationCounts, strictRelationCounts } from './relation-counts.js';

/** One note as two annotators see it. */
export interface TwiceAnnotated {
  readonly a: Annotations;
  readonly b: Annotations;
}

/** How far two annotators agree. In counts and recall `a` is the gold; F1 is the same either way. */
export interface Agreement {
  readonly notes: number;
  readonly entities: { readonly strict: ScoresByType; readonly overlap: ScoresByType };
  /** Of the mentions that both marked alike and at least one gave an assertion. */
  readonly assertion: Kappa;
  readonly relations: { readonly strict: ScoresByType; readonly overlap: ScoresByType };
}

/**
 * Agreement over notes that two annotators, people or models, have both read: strict and overlap F1 by type, Cohen's
 * kappa on the assertion, and F1 on relations. Pairwise F1 stands for kappa on entities, where chance cannot be
 * computed (Hripcsak and Rothschild 2005).
 */
export function agreementOf(notes: readonly TwiceAnnotated[]): Agreement {
  const scores = (count: (note: TwiceAnnotated) => ReturnType<typeof strictCounts>): ScoresByType =>
    scoresOf(mergeCounts(notes.map(count)));
  return {
    notes: notes.length,
    entities: {
      strict: scores(({ a, b }) => strictCounts(a.entities, b.entities)),
      overlap: scores(({ a, b }) => relaxedCounts(a.entities, b.entities)),
    },
    assertion: cohenKappa(notes.flatMap(assertionPairs)),
    relations: {
      strict: scores(({ a, b }) => strictRelationCounts(a, b)),
      overlap: scores(({ a, b }) => relaxedRelationCounts(a, b)),
    },
  };
}

function assertionPairs({ a, b }: TwiceAnnotated): [string, string][] {
  const other = new Map(distinct(b.entities).map((entity) => [keyOf(entity), entity]));
  return distinct(a.entities).flatMap((entity): [string, string][] => {
    const same = other.get(keyOf(entity));
    if (!same || (entity.assertion === undefined && same.assertion === undefined)) return [];
    return [[entity.assertion ?? '', same.assertion ?? '']];
  });
}
