import type { NoteDocument } from './document.js';
import type { AnalysisOptions } from './options.js';
import { answered, type Stamp } from './results.js';

/**
 * Counts the known units of work of these sentences, and those that are done.
 *
 * @param stamp whose answers count; absent: any model's.
 */
export function countUnits(
  document: NoteDocument,
  sentences: Iterable<string>,
  options: AnalysisOptions,
  stamp?: Stamp,
): { total: number; finished: number } {
  const counts = (answer: { readonly stamp: Stamp } | undefined): boolean => answered(answer, stamp);
  let total = 0;
  let finished = 0;
  for (const sentence of sentences) {
    if (!document.texts.has(sentence)) {
      continue;
    }
    total++;
    const result = document.resultOf(sentence);
    if (!result || !counts(result)) {
      continue;
    }
    finished++;
    if (options.relations.enabled) {
      total += result.candidates.length;
      for (const verdict of result.verdicts) {
        finished += counts(verdict) ? 1 : 0;
      }
    }
  }
  if (options.contradictions.enabled) {
    for (const { verdict } of document.pairs) {
      total++;
      finished += counts(verdict) ? 1 : 0;
    }
  }
  return { total, finished };
}

/** Whether a model has read every sentence of the note as it is now. */
export function isRead(document: NoteDocument): boolean {
  for (const sentence of document.texts.keys()) {
    if (!answered(document.resultOf(sentence), undefined)) {
      return false;
    }
  }
  return true;
}
