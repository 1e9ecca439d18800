import * as z from 'zod';
import { itemsFormat, readItems } from '../cited/items.js';
import { evidenceRules, passageLines, passageRules, type ShownPassage } from '../cited/passages.js';
import { readSentence, sentenceFormat, type CitedSentence } from '../cited/sentence.js';
import type { PromptCall } from '../task.js';

/** Changes whenever the prompt or its reader does. */
const summaryVersion = '1';

/** How a summary is laid out: in one paragraph, by the sections of the note, or as a discharge summary. */
export const summaryForms = ['paragraph', 'sections', 'discharge'] as const;

export type SummaryForm = (typeof summaryForms)[number];

/** The sections of a discharge summary, in its order. */
export const dischargeSections = [
  'Reason for Admission',
  'Diagnoses',
  'Hospital Course',
  'Procedures',
  'Medications at Discharge',
  'Condition at Discharge',
  'Follow-up',
] as const;

/** A sentence of a summary; `section` in a discharge summary only. */
export interface SummarySentence extends CitedSentence {
  readonly section?: string;
}

/** The maximum number of sentences per call. */
export const mostSentences = 12;

/** The most tokens of a reply with so many sentences. */
export function summaryTokens(sentences: number): number {
  return 100 + 110 * sentences;
}

const shared = [
  passageRules,
  'Each sentence says one thing, is understood by itself, and keeps what is negated, uncertain or past as it is. ' +
    'Leave out what is normal and of no consequence.',
  evidenceRules,
];

const plain = [
  'You summarize passages of a clinical or biomedical text for a clinician.',
  ...shared,
  'Answer with JSON: {"sentences": [{"text": …, "evidence": [ … ]}, …]}.',
].join('\n');

const discharge = [
  'You sort what passages of a clinical text say into the sections of a discharge summary, for a clinician to complete.',
  ...shared,
  `"section" is one of ${dischargeSections.map((name) => `"${name}"`).join(', ')}. Leave out sections of which the ` +
    'passages say nothing.',
  'Answer with JSON: {"sentences": [{"section": …, "text": …, "evidence": [ … ]}, …]}.',
].join('\n');

/**
 * Asks for a summary of passages in at most `most` sentences, for models that write. The reading's value is `undefined`
 * where the reply cannot be used.
 */
export function summaryCall(
  passages: readonly ShownPassage[],
  form: 'plain' | 'discharge',
  most: number,
): PromptCall<readonly SummarySentence[] | undefined> {
  const count = Math.max(1, Math.min(mostSentences, most));
  const section = { section: { type: 'string', enum: dischargeSections } };
  return {
    prompt: {
      task: 'summary',
      dialect: 'json',
      version: summaryVersion,
      mode: 'chat',
      prefix: form === 'plain' ? plain : discharge,
      input: `${passageLines(passages)}\n\nWrite at most ${count} ${count === 1 ? 'sentence' : 'sentences'}.`,
      format: itemsFormat('sentences', sentenceFormat(form === 'plain' ? {} : section), count),
      maxTokens: summaryTokens(count),
    },
    read: (reply) => readItems(reply, 'sentences', count, form === 'plain' ? readSentence : readSorted),
  };
}

const sorted = z.looseObject({ section: z.string() });

function readSorted(item: unknown): SummarySentence | undefined {
  const sentence = readSentence(item);
  const named = sorted.safeParse(item);
  const section = dischargeSections.find(
    (name) => named.success && name.toLowerCase() === named.data.section.trim().toLowerCase(),
  );
  return sentence && section ? { section, ...sentence } : undefined;
}
