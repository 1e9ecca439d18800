import type { ChosenLabel } from '../label-reply.js';
import { splitWords } from '../ner/words.js';
import type { Reading } from '../task.js';
import { nliLabels, type Judgement } from './judgement.js';

/** Changes whenever an NLI prompt of any dialect does. */
export const nliVersion = '1';

/** How many words of a statement are read: a run-on sentence must not fill the model's context. */
export const longestStatement = 120;

/** The beginning of a statement, at most {@link longestStatement} words, on one line. */
export function statementOf(text: string): string {
  const last = splitWords(text)[longestStatement - 1];
  return (last === undefined ? text : text.slice(0, last.span.end)).replace(/\s+/g, ' ').trim();
}

/** The judgement for a label, in whatever case the dialect writes it. */
export function judgementOf({
  value,
  problems,
}: Reading<ChosenLabel | undefined>): Reading<Judgement | undefined> {
  const label = nliLabels.find((name) => name === value?.label.toLowerCase());
  if (value === undefined || label === undefined) {
    return { value: undefined, problems };
  }
  const { probability } = value;
  return { value: probability === undefined ? { label } : { label, probability }, problems };
}
