import * as z from 'zod';
import { assertions, type Assertion, type QuotedMention } from '../tasks/ner/entity.js';
import { nliLabels, type Judgement } from '../tasks/nli/judgement.js';
import type { RelationVerdict } from '../tasks/relations/verdict.js';

/**
 * The shapes of cached values, by task. Entries may come from another version or a damaged disk, so they are
 * checked like a model's reply.
 */
const probability = z.number().min(0).max(1);

const span = z.object({ start: z.int().min(0), end: z.int().min(0) });

/** The mentions that a model found in one sentence. */
export const mentionsShape: z.ZodType<readonly QuotedMention[]> = z
  .array(
    z.object({
      text: z.string(),
      type: z.string(),
      assertion: z.exactOptional(z.enum(assertions)),
      confidence: z.exactOptional(probability),
      at: z.exactOptional(span),
    }),
  )
  .max(10_000);

/** What is said of a problem. */
export const assertionShape: z.ZodType<Assertion> = z.enum(assertions);

/** The direction of a sentence's meaning. */
export const directionShape: z.ZodType<readonly number[]> = z.array(z.int().min(-127).max(127)).max(4096);

/** A verdict on two mentions; the absence of `type` says that there is no relation. */
export const verdictShape: z.ZodType<RelationVerdict> = z
  .object({
    type: z.object({ code: z.string(), gloss: z.string(), head: z.string(), tail: z.string() }).optional(),
    probability: z.exactOptional(probability),
  })
  .transform(({ type, ...rest }) => ({ type, ...rest }));

/** A judgement on two statements. */
export const judgementShape: z.ZodType<Judgement> = z.object({
  label: z.enum(nliLabels),
  probability: z.exactOptional(probability),
});

/** An explanation in words. */
export const explanationShape: z.ZodType<string> = z.string().max(2_000);
