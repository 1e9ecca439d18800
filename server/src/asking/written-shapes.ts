import * as z from 'zod';
import type { WrittenAnswer } from '../tasks/answer/answer.js';
import type { LabelVerdict } from '../tasks/classification/classification.js';
import { visitSections, type WrittenLine } from '../tasks/dialogue/dialogue.js';
import { medicationStatuses, type WrittenMedication } from '../tasks/medications/medications.js';
import type { SummarySentence } from '../tasks/summary/summary.js';

/** The shapes of cached readings of what models wrote about a note, checked like a reply. */
const probability = z.number().min(0).max(1);
const line = z.string().max(2_000);
const quotes = z.array(line).max(16);
const index = z.int().min(0).max(100_000);

export const answerShape: z.ZodType<WrittenAnswer> = z.object({
  answer: line,
  sentence: line,
  quotes,
  probabilities: z.exactOptional(z.record(z.string(), probability)),
});

export const summaryShape: z.ZodType<readonly SummarySentence[]> = z
  .array(z.object({ text: line, quotes, section: z.exactOptional(line) }))
  .max(100);

export const medicationsShape: z.ZodType<readonly WrittenMedication[]> = z
  .array(
    z.object({
      drug: line,
      dose: line,
      route: line,
      frequency: line,
      reason: line,
      status: z.enum(medicationStatuses),
      quotes,
    }),
  )
  .max(100);

export const chainsShape: z.ZodType<readonly (readonly number[])[]> = z
  .array(z.array(index).max(1000))
  .max(1000);

export const linesShape: z.ZodType<readonly WrittenLine[]> = z
  .array(z.object({ section: z.enum(visitSections), text: line, turns: z.array(index).max(16) }))
  .max(100);

export const labelVerdictShape: z.ZodType<LabelVerdict> = z.object({
  applies: z.boolean(),
  probability: z.exactOptional(probability),
});
