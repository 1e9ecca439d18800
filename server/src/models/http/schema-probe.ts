import type { JsonSchema, Prompt } from '../../tasks/task.js';

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

/** Whether a reply is the answer that the schema allows, or was cut on the way to it. */
export function isBound(reply: string): boolean {
  const text = reply.replace(/\s/g, '');
  return text.length > 1 && JSON.stringify({ [probeKey]: answer }).startsWith(text);
}
