import type { CheckOutcome } from '../analysis/analysis.js';
import { jsonText } from '../formats/json.js';
import { visibleJson } from './visible.js';

/**
 * A checked statement as one line of JSON, as `schemas/bionote-check.schema.json` describes it.
 *
 * @param source the note's file, as the user named it.
 */
export function checkJson(outcome: CheckOutcome, source: string, statement: string): string {
  return visibleJson(jsonText(checkShape(outcome, source, statement), 'line'));
}

/** The object that {@link checkJson} writes. */
export function checkShape(
  { verdict, evidence, compared, sentences, threshold, failed }: CheckOutcome,
  source: string,
  statement: string,
): object {
  return {
    format: 'bionote-check',
    version: 1,
    source,
    statement,
    verdict,
    offsets: 'utf-16',
    evidence: evidence.map(({ span, text, label, probability }) => ({ label, probability, ...span, text })),
    threshold,
    compared,
    sentences,
    failed,
  };
}
