import * as z from 'zod';
import type { TokenLogprob } from '../../tasks/task.js';

/** The parts of the answers of OpenAI-compatible servers that BioNote reads. Everything else passes unread. */

const size = z.number().positive().nullish().catch(undefined);

const listedModel = z.object({
  id: z.string(),
  owned_by: z.string().nullish().catch(undefined),
  /** vLLM. */
  max_model_len: size,
  /** llama-server. */
  meta: z.object({ n_ctx: size, n_params: size, size }).nullish().catch(undefined),
});

/** `/v1/models`. */
export const modelList = z.object({ data: z.array(listedModel).nullable() });

/** One model of `/v1/models`. */
export type ListedModel = z.infer<typeof listedModel>;

/** `/props` of llama-server: how many slots it has, and the context window of each. */
export const properties = z.object({
  default_generation_settings: z.object({ n_ctx: z.number().positive() }),
  total_slots: z.int().positive().nullish().catch(undefined),
});

/** A logarithm of a probability is at most 0; some servers write none at all for what cannot be. */
const logprob = z
  .number()
  .nullable()
  .transform((value) => Math.min(0, value ?? -9999));

const token = z.object({ token: z.string().max(1000), logprob });

const chatLogprobs = z
  .object({
    content: z
      .array(token.extend({ top_logprobs: z.array(token).max(100).nullish() }))
      .max(10_000)
      .nullish(),
  })
  .transform(({ content }): TokenLogprob[] =>
    (content ?? []).map(({ top_logprobs: top, ...each }) => ({ ...each, top: top ?? [] })),
  );

/** The older form, of completions. */
const completionLogprobs = z
  .object({
    tokens: z.array(z.string().max(1000)).max(10_000),
    token_logprobs: z.array(logprob),
    top_logprobs: z.array(z.record(z.string(), logprob).nullable()).nullish(),
  })
  .transform(({ tokens, token_logprobs: each, top_logprobs: tops }): TokenLogprob[] =>
    tokens.map((text, index) => ({
      token: text,
      logprob: each[index] ?? 0,
      top: Object.entries(tops?.[index] ?? {}).map(([other, value]) => ({ token: other, logprob: value })),
    })),
  );

/** One event of a stream; a completion has `text` where a chat has `delta`. */
export const replyEvent = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            reasoning_content: z.string().nullish(),
            reasoning: z.string().nullish(),
          })
          .nullish(),
        text: z.string().nullish(),
        finish_reason: z.string().nullish(),
        logprobs: z.union([completionLogprobs, chatLogprobs]).nullish(),
      }),
    )
    .nullish(),
  usage: z.object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() }).nullish(),
});

/** One event of a stream. */
export type ReplyEvent = z.infer<typeof replyEvent>;
