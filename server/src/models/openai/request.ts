import type { ModelInfo } from '../runtime.js';
import type { Prompt } from '../../tasks/task.js';

/** What a server takes and does, as the probe found it. */
export interface Abilities {
  /** Whether it holds the model to a JSON schema. */
  readonly bindsSchema: boolean;
  /** Whether it reports the probabilities of tokens. */
  readonly givesLogprobs: boolean;
  /** Whether the model must be told in the server's own word not to think. */
  readonly needsNoEffort: boolean;
}

/** What is asked of a server until it has shown otherwise. */
export const everything: Abilities = { bindsSchema: true, givesLogprobs: true, needsNoEffort: false };

/** Servers take no more alternatives than these. */
const mostLogprobs = 20;

/** Older completions take fewer. */
const mostCompletionLogprobs = 5;

/** The path and the body for a prompt. The constant part of a chat is the system's message, so that a cache can keep it. */
export function requestFor(
  model: ModelInfo,
  prompt: Prompt,
  { bindsSchema, givesLogprobs, needsNoEffort }: Abilities,
): { readonly path: string; readonly body: object } {
  const { topLogprobs: top, format } = prompt;
  const common = {
    model: model.name,
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: prompt.maxTokens,
    temperature: 0,
    seed: 0,
    ...(prompt.stop && prompt.stop.length > 0 ? { stop: [...prompt.stop] } : {}),
  };
  if (prompt.mode === 'raw') {
    return {
      path: '/v1/completions',
      body: {
        ...common,
        prompt: prompt.prefix + prompt.input,
        ...(top !== undefined && givesLogprobs && { logprobs: Math.min(top, mostCompletionLogprobs) }),
      },
    };
  }
  return {
    path: '/v1/chat/completions',
    body: {
      ...common,
      messages: [
        ...(prompt.prefix === '' ? [] : [{ role: 'system', content: prompt.prefix }]),
        { role: 'user', content: prompt.input },
      ],
      // Known to vLLM and llama-server, whose templates read it; unread by others.
      chat_template_kwargs: { enable_thinking: false },
      ...(needsNoEffort && { reasoning_effort: 'none' }),
      ...(top !== undefined &&
        givesLogprobs && { logprobs: true, top_logprobs: Math.min(top, mostLogprobs) }),
      ...(format &&
        bindsSchema && {
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'reply', strict: true, schema: format },
          },
        }),
    },
  };
}
