import { classify } from '../../analysis/writing/classification.js';
import type { ClassifiedText } from '../../corpora/records.js';
import type { Asking } from '../asking/asking.js';
import { notePartsFor } from '../asking/note-parts.js';
import type { ClassificationTask } from '../sets/data-set.js';

/** The labels of a text, each once. */
export interface ClassificationOutcome {
  readonly id: string;
  readonly document: string;
  readonly gold: readonly string[];
  readonly found: readonly string[];
}

/** Asks of each label whether it applies, as `bionote classify` does; a label without a usable answer does not. */
export async function askClassification(
  { id, document, text, labels: gold }: ClassifiedText,
  { labels }: ClassificationTask,
  threshold: number | undefined,
  asking: Asking,
): Promise<ClassificationOutcome> {
  const parts = notePartsFor(text, asking, threshold);
  const outcome = await asking.attempt(() => classify(parts, labels, asking.options.signal));
  for (let unit = 0; unit < (outcome?.failed ?? 0); unit++) asking.fail('unreadable');
  const found = (outcome?.labels ?? []).filter(({ applies }) => applies).map(({ label }) => label);
  return { id, document, gold, found };
}
