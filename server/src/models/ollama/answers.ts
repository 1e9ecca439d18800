import * as z from 'zod';

/** The parts of Ollama's answers that BioNote reads. Everything else passes unread. */

const details = z.object({
  family: z.string().optional(),
  parameter_size: z.string().optional(),
  quantization_level: z.string().optional(),
});

const listedModel = z.object({
  name: z.string(),
  digest: z.string().default(''),
  size: z.number().optional(),
  details: details.nullish(),
  remote_host: z.string().optional(),
  remote_model: z.string().optional(),
  capabilities: z.array(z.string()).optional(),
});

/** `/api/tags`. */
export const modelList = z.object({ models: z.array(listedModel).nullable() });

/** One model of `/api/tags`. */
export type ListedModel = z.infer<typeof listedModel>;

/** `/api/show`. */
export const modelDescription = z.object({
  details: details.nullish(),
  capabilities: z.array(z.string()).nullish(),
  model_info: z.record(z.string(), z.unknown()).nullish(),
  remote_host: z.string().optional(),
  remote_model: z.string().optional(),
});

/** `/api/version`, as far as it is one. */
export const versionAnswer = z.object({
  version: z.string().regex(/^\d{1,4}(?:\.\d{1,4}){1,3}(?:-[a-z0-9.]{1,12})?$/),
});

/** `/api/ps`. */
export const loadedModels = z.object({
  models: z
    .array(
      z.object({
        name: z.string(),
        digest: z.string().optional(),
        size: z.number(),
        size_vram: z.number().optional(),
      }),
    )
    .nullable(),
});

/** A logarithm of a probability is at most 0; what a server says beyond that would make nonsense of all that follows. */
const tokenLogprob = z.object({
  token: z.string().max(1000),
  logprob: z.number().transform((logprob) => Math.min(0, logprob)),
});

/** One chunk is one token or a few, each with as many alternatives as were asked for. */
const logprobs = z
  .array(tokenLogprob.extend({ top_logprobs: z.array(tokenLogprob).max(100).nullish() }))
  .max(10_000)
  .nullish();

/** A chunk of `/api/generate` or `/api/chat`: the two differ only in where the text is. */
export const replyChunk = z.object({
  response: z.string().optional(),
  message: z.object({ content: z.string().default(''), thinking: z.string().optional() }).optional(),
  done: z.boolean(),
  done_reason: z.string().optional(),
  prompt_eval_count: z.number().optional(),
  eval_count: z.number().optional(),
  logprobs,
});

/** One chunk of a reply. */
export type ReplyPart = z.infer<typeof replyChunk>;

/** A chunk of `/api/pull` or `/api/create`. */
export const progressChunk = z.object({
  status: z.string().transform((status) => status.slice(0, 200)),
  digest: z.string().max(200).optional(),
  total: z.number().optional(),
  completed: z.number().optional(),
});
