import { overlaps } from '../note/span.js';
import type { AnnotatedDocument, DocumentEntity } from './document.js';

/** What a format may be unable to carry. */
export const features = [
  'assertion',
  'assertionSource',
  'confidence',
  'review',
  'source',
  'alignment',
  'discontinuous',
  'overlapping',
  'relations',
  'relationProbability',
  'evidence',
  'contradictions',
  'type',
  'boundaries',
  'lineEnds',
  'characters',
  'length',
] as const;

export type Feature = (typeof features)[number];

/** What formats for spans and their types alone have no place for. */
export const beyondSpans: readonly Feature[] = [
  'assertion',
  'assertionSource',
  'confidence',
  'review',
  'source',
  'alignment',
  'relationProbability',
  'evidence',
];

/** How many items of a kind an export left out or changed; never 0. */
export interface Loss {
  readonly feature: Feature;
  readonly count: number;
}

/** The features that can be counted in the documents alone; a writer counts the others as it meets them. */
const countOf: Partial<Record<Feature, (document: AnnotatedDocument) => number>> = {
  assertion: ({ entities }) => having(entities, 'assertion'),
  assertionSource: ({ entities }) => having(entities, 'assertionSource'),
  confidence: ({ entities }) => having(entities, 'confidence'),
  review: ({ entities, relations, contradictions }) =>
    having(entities, 'review') + having(relations, 'review') + having(contradictions, 'review'),
  source: ({ entities }) => having(entities, 'source'),
  alignment: ({ entities }) => having(entities, 'alignment'),
  discontinuous: ({ entities }) => entities.filter(isDiscontinuous).length,
  relations: ({ relations }) => relations.length,
  relationProbability: ({ relations }) => having(relations, 'probability'),
  evidence: ({ relations }) => having(relations, 'evidence'),
  contradictions: ({ contradictions }) => contradictions.length,
};

/**
 * The losses of an export, in the order of {@link features}.
 *
 * @param dropped the features that the format has no place for; of these the documents' items are counted.
 * @param met what the writer met on its way.
 */
export function lossesOf(
  documents: readonly AnnotatedDocument[],
  dropped: readonly Feature[],
  met: LossCount = new LossCount(),
): Loss[] {
  return features.flatMap((feature) => {
    const count = countOf[feature];
    const inDocuments =
      count && dropped.includes(feature) ? documents.reduce((sum, each) => sum + count(each), 0) : 0;
    const all = inDocuments + met.of(feature);
    return all > 0 ? [{ feature, count: all }] : [];
  });
}

/** Counts what a writer leaves out. */
export class LossCount {
  readonly #counts = new Map<Feature, number>();

  add(feature: Feature, count = 1): void {
    this.#counts.set(feature, this.of(feature) + count);
  }

  of(feature: Feature): number {
    return this.#counts.get(feature) ?? 0;
  }
}

export function isDiscontinuous({ spans }: DocumentEntity): boolean {
  return spans.length > 1;
}

/**
 * Entities of one fragment that do not overlap: the longer of two that do is kept, and of two alike the first.
 *
 * @param losses counts the others.
 */
export function flatEntities(entities: readonly DocumentEntity[], losses: LossCount): DocumentEntity[] {
  const kept: DocumentEntity[] = [];
  const bySize = entities
    .filter((entity) => {
      if (isDiscontinuous(entity)) losses.add('discontinuous');
      return !isDiscontinuous(entity);
    })
    .sort(({ spans: [a] }, { spans: [b] }) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  for (const entity of bySize) {
    if (kept.some(({ spans: [span] }) => overlaps(span, entity.spans[0]))) losses.add('overlapping');
    else kept.push(entity);
  }
  return kept.sort((a, b) => a.spans[0].start - b.spans[0].start);
}

function having<T>(items: readonly T[], key: keyof T): number {
  return items.filter((item) => item[key] !== undefined).length;
}
