import { NoteDocument } from '../../analysis/document.js';
import type { NoteParts } from '../../analysis/writing/note-parts.js';
import type { Asking } from './asking.js';

/**
 * A text as an open note, for what the product writes about notes.
 *
 * @param threshold from which probability on a judgement is worth showing; absent: the model's own.
 */
export function notePartsFor(
  text: string,
  { asker, runtime }: Asking,
  threshold: number | undefined,
): NoteParts {
  const document = new NoteDocument('evaluation:note', 1, text, true);
  return { asker, document, runtime, threshold, changed: () => undefined };
}
