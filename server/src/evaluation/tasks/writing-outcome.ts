import { noteFromDialogue } from '../../analysis/writing/dialogue.js';
import type { Support } from '../../analysis/writing/support.js';
import type { WrittenText } from '../../corpora/records.js';
import type { Asking } from '../asking/asking.js';
import { notePartsFor } from '../asking/note-parts.js';
import type { WritingTask } from '../sets/data-set.js';

/** What was written beside what was expected. */
export interface WritingOutcome {
  readonly id: string;
  readonly document: string;
  readonly gold: string;
  /** Empty if there was no usable reply. */
  readonly written: string;
  /** Of each sentence. */
  readonly supports: readonly Support[];
}

/** Writes a note from a dialogue as `bionote note-from-dialogue` does. */
export async function askWriting(
  { id, document, given, written: gold }: WrittenText,
  { titles }: WritingTask,
  threshold: number | undefined,
  asking: Asking,
): Promise<WritingOutcome> {
  const parts = notePartsFor(given, asking, threshold);
  const outcome = await asking.attempt(() => noteFromDialogue(parts, asking.options.signal));
  for (let unit = 0; unit < (outcome?.failed ?? 0); unit++) asking.fail('unreadable');
  const sections = outcome?.sections ?? [];
  const texts = sections.flatMap(({ title, lines }) => [
    ...(titles ? [title] : []),
    ...lines.map(({ text }) => text),
  ]);
  const supports = sections.flatMap(({ lines }) => lines.map(({ support }) => support));
  return { id, document, gold, written: texts.join('\n'), supports };
}
