import { f1Of, sumCounts, addCounts, noCounts, type Counts } from '../scores/counts.js';
import { bootstrapInterval } from '../scores/bootstrap.js';
import type { Bounded, DocumentCounts } from '../report/report.js';

/** Adds up what the units of each document contribute, in the order in which documents first appear. */
export function byDocument<T extends { readonly document: string }>(
  units: readonly T[],
  countsOf: (unit: T) => Counts,
): DocumentCounts[] {
  const documents = new Map<string, Counts>();
  for (const unit of units) {
    documents.set(unit.document, addCounts(documents.get(unit.document) ?? noCounts, countsOf(unit)));
  }
  return Array.from(documents, ([document, counts]) => ({ document, ...counts }));
}

/** F1 over all documents, which for labels is the accuracy. */
export function f1OverDocuments(documents: readonly Counts[]): number {
  return f1Of(sumCounts(documents));
}

/** That score with its interval. */
export function bounded(documents: readonly Counts[], seed: number): Bounded {
  return {
    value: f1OverDocuments(documents),
    interval: bootstrapInterval(documents, f1OverDocuments, { seed }),
  };
}
