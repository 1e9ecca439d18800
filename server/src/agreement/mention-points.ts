import type { DocumentEntity } from '../formats/document.js';
import { overlaps } from '../note/span.js';
import { distinct, extent, keyOf } from './typed-span.js';

/** What annotators of one text say of the same thing: at the index of each, what that one says; absent: nothing. */
export type MentionPoint = readonly (DocumentEntity | undefined)[];

type Fit = (one: DocumentEntity, other: DocumentEntity) => boolean;

/** What overlaps is meant for the same thing: first the same type, then any. */
const fits: readonly Fit[] = [(one, other) => one.type === other.type, () => true];

/**
 * Puts together what annotators of one text say of the same things, each mention in one point: those that are the same,
 * then those that overlap, first of the same type and then of any. In the order of the first annotator, then of those
 * that only the later ones have.
 */
export function mentionPoints(annotators: readonly (readonly DocumentEntity[])[]): MentionPoint[] {
  const points: (DocumentEntity | undefined)[][] = [];
  for (const [who, mentions] of annotators.entries()) {
    const open = new Set(distinct(mentions));
    const take = (point: (DocumentEntity | undefined)[], mention: DocumentEntity): void => {
      point[who] = mention;
      open.delete(mention);
    };
    const byKey = new Map(
      points.flatMap((point) => said(point).map((each) => [keyOf(each), point] as const)),
    );
    for (const mention of [...open]) {
      const point = byKey.get(keyOf(mention));
      if (point && !point[who]) take(point, mention);
    }
    for (const fit of fits) {
      for (const point of points) {
        if (point[who] || open.size === 0) continue;
        const meets = (mention: DocumentEntity): boolean =>
          said(point).some((each) => fit(each, mention) && overlaps(extent(each), extent(mention)));
        const mention = [...open].find(meets);
        if (mention) take(point, mention);
      }
    }
    for (const mention of open) {
      const point = annotators.map(() => undefined as DocumentEntity | undefined);
      point[who] = mention;
      points.push(point);
    }
  }
  return points;
}

/** The mentions of a point, one of each annotator that has one. */
export function said(point: MentionPoint): DocumentEntity[] {
  return point.flatMap((mention) => mention ?? []);
}
