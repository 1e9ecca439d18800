/** What an answer may be: a few words, a label, or one of given choices. */
export type QuestionForm = 'short' | 'yes-no' | 'choice';

/** A question about a note. */
export interface NoteQuestion {
  readonly text: string;
  /** The answers to choose from; absent: the question itself says whether it is one for yes or no. */
  readonly choices?: readonly string[];
}

/** The answer if the note does not give one. */
export const notStated = 'not stated';

/** The answers to a question for yes or no. */
export const yesNoLabels = ['yes', 'no', 'maybe', notStated] as const;

/** The most UTF-16 units of a question that are asked. */
export const longestQuestion = 1_000;

const auxiliary =
  /^(?:is|are|was|were|am|does|do|did|has|have|had|can|could|should|shall|will|would|may|might|must)(?:n['’]t)?\s/i;

/** What kind of answer a question wants. */
export function formOf({ text, choices = [] }: NoteQuestion): QuestionForm {
  if (choices.length > 0) return 'choice';
  return auxiliary.test(text.trim()) && !/\bor\b/i.test(text) ? 'yes-no' : 'short';
}
