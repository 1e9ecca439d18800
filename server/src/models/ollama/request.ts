import type { ChatRequest, GenerateRequest } from 'ollama/browser';
import type { ModelProfile } from '../../tasks/profile.js';
import type { Prompt } from '../../tasks/task.js';
import type { ModelInfo } from '../runtime.js';
import type { SchemaMode } from './schema-mode.js';

/** Fields that the server knows and the client's types do not: an overlong prompt is an error, not cut silently. */
interface Strict {
  readonly stream: true;
  readonly truncate: false;
  readonly shift: false;
}

/** Tokens that a model which cannot be kept from thinking may spend on it, beyond those of the answer. */
const thinkingTokens = 1024;

/** The server takes no more alternatives than these. */
const mostLogprobs = 20;

/** The body of `/api/generate` for a prompt that goes to the model as it is. */
export function generateRequest(
  model: ModelInfo,
  profile: ModelProfile,
  prompt: Prompt,
): GenerateRequest & Strict {
  return { ...common(model, profile, prompt), prompt: prompt.prefix + prompt.input, raw: true };
}

/**
 * The body of `/api/chat`: the constant part as the system's message, so that the server's cache can keep it.
 *
 * @param mode how to ask for the prompt's format, where it has one.
 */
export function chatRequest(
  model: ModelInfo,
  profile: ModelProfile,
  prompt: Prompt,
  mode: SchemaMode = 'plain',
): ChatRequest & Strict {
  return {
    ...common(model, profile, prompt),
    messages: [
      ...(prompt.prefix === '' ? [] : [{ role: 'system', content: prompt.prefix }]),
      { role: 'user', content: prompt.input },
    ],
    ...(prompt.format && mode !== 'none' ? { format: prompt.format } : {}),
    ...(mode === 'without-think' && prompt.format ? {} : thinking(model)),
  };
}

function common(model: ModelInfo, profile: ModelProfile, prompt: Prompt) {
  return {
    model: model.name,
    stream: true,
    truncate: false,
    shift: false,
    ...(prompt.topLogprobs === undefined
      ? {}
      : { logprobs: true, top_logprobs: Math.min(prompt.topLogprobs, mostLogprobs) }),
    options: {
      num_ctx: profile.contextLength,
      num_predict: prompt.maxTokens + (prompt.mode === 'chat' && alwaysThinks(model) ? thinkingTokens : 0),
      temperature: 0,
      seed: 0,
      repeat_penalty: 1,
      ...(prompt.stop ? { stop: [...prompt.stop] } : {}),
    },
  } as const;
}

/** Thinking is on by default where a model can think; saying anything of it to another model is an error. */
function thinking(model: ModelInfo): { think?: false | 'low' } {
  if (!model.capabilities.includes('thinking')) return {};
  return { think: alwaysThinks(model) ? 'low' : false };
}

function alwaysThinks(model: ModelInfo): boolean {
  return /gpt-?oss/i.test(model.family ?? '') || /gpt-?oss/i.test(model.name);
}
