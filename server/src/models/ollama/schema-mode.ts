import type { JsonSchema, Prompt } from '../../tasks/task.js';
import type { ModelInfo } from '../runtime.js';

/**
 * How a chat asks for JSON of a given shape: `plain`, as the interface says; `without-think`, because Ollama before
 * 0.31.2 ignores the shape for some models where `think: false` comes with it; or `none`, because the server ignores
 * it in any case.
 */
export type SchemaMode = 'plain' | 'without-think' | 'none';

const answer = 'kappa';

/** The property of the probe's answer. */
export const probeKey = 'probe';

const probeFormat: JsonSchema = {
  type: 'object',
  properties: { [probeKey]: { type: 'string', enum: [answer] } },
  required: [probeKey],
  additionalProperties: false,
};

/** A tiny question that no model answers in this shape unless it is held to it. Holds nothing of a note. */
export const probe: Prompt = {
  task: 'explanation',
  dialect: 'json',
  version: '1',
  prefix: '',
  input: 'Say hello.',
  mode: 'chat',
  format: probeFormat,
  maxTokens: 40,
};

/**
 * Finds the mode in which a schema binds.
 *
 * @param ask sends {@link probe} in a mode, and gives the text of the reply.
 * @throws what `ask` throws.
 */
export async function findSchemaMode(
  model: Pick<ModelInfo, 'capabilities'>,
  ask: (mode: SchemaMode) => Promise<string>,
): Promise<SchemaMode> {
  if (isBound(await ask('plain'))) return 'plain';
  if (!model.capabilities.includes('thinking')) return 'none';
  // Where the model then thinks first, the few tokens end before its answer: that would cost too much on every call.
  return isBound(await ask('without-think')) ? 'without-think' : 'none';
}

/** Whether a reply is the answer that the schema allows, or was cut on the way to it. */
function isBound(reply: string): boolean {
  const text = reply.replace(/\s/g, '');
  return text.length > 1 && JSON.stringify({ [probeKey]: answer }).startsWith(text);
}
