import { passageLines, passageRules, type ShownPassage } from '../cited/passages.js';
import { labelAlternatives, labelFormat, readJsonLabel, type ChosenLabel } from '../label-reply.js';
import type { PromptCall, Reading } from '../task.js';

/** Changes whenever the prompt does. */
const classificationVersion = '1';

/** The most labels that are asked about, and the most UTF-16 units of one. */
export const mostLabels = 50;
export const longestLabel = 200;

/** The most tokens of a reply. */
export const classificationTokens = 24;

const key = 'applies';
const answers = ['yes', 'no'] as const;

const instructions = [
  'You say whether a label applies to a clinical or biomedical text, of which you see passages.',
  passageRules,
  'The label applies if the text is about it or says it of its patient or study; a mention in passing is not enough.',
  `Answer with JSON: {"${key}": "yes" or "no"}.`,
].join('\n');

/** Whether a label applies, with the probability that it does where the engine gives log-probabilities. */
export interface LabelVerdict {
  readonly applies: boolean;
  /** That the label applies, 0 to 1. */
  readonly probability?: number;
}

/** Asks whether one label applies; the text comes first, so an engine reuses it for the next label. */
export function classificationCall(
  passages: readonly ShownPassage[],
  label: string,
): PromptCall<LabelVerdict | undefined> {
  return {
    prompt: {
      task: 'classification',
      dialect: 'json',
      version: classificationVersion,
      mode: 'chat',
      prefix: instructions,
      input: `${passageLines(passages)}\n\nLabel: ${JSON.stringify(label.slice(0, longestLabel))}`,
      format: labelFormat(key, answers),
      maxTokens: classificationTokens,
      topLogprobs: labelAlternatives,
    },
    read: (reply) => verdictOf(readJsonLabel(reply, key, answers)),
  };
}

function verdictOf({ value, problems }: Reading<ChosenLabel | undefined>): Reading<LabelVerdict | undefined> {
  if (!value) return { value: undefined, problems };
  const applies = value.label === 'yes';
  const { probability } = value;
  if (probability === undefined) return { value: { applies }, problems };
  return { value: { applies, probability: applies ? probability : 1 - probability }, problems };
}
