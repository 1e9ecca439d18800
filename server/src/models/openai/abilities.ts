import { isBound } from '../http/schema-probe.js';
import { ModelError } from '../error.js';
import { everything, type Abilities } from './request.js';

/** The reply to the probe. */
export interface Probed {
  readonly text: string;
  /** Whether the tokens came with their probabilities. */
  readonly hasLogprobs: boolean;
  readonly thought: boolean;
}

/**
 * Finds what a server does with what it is asked for. Servers ignore what they do not know, or refuse the request.
 *
 * @param ask sends the probe, asked in a certain way.
 * @throws what `ask` throws where even the plainest question fails.
 */
export async function findAbilities(ask: (abilities: Abilities) => Promise<Probed>): Promise<Abilities> {
  const first = await orRefused(ask(everything));
  if (first && isBound(first.text)) return { ...everything, givesLogprobs: first.hasLogprobs };
  // A model that thinks first may spend the few tokens on that.
  if (first?.thought) {
    const quiet = { ...everything, needsNoEffort: true };
    const second = await orRefused(ask(quiet));
    if (second && isBound(second.text)) return { ...quiet, givesLogprobs: second.hasLogprobs };
    if (second && !second.thought) return { ...quiet, bindsSchema: false, givesLogprobs: second.hasLogprobs };
  }
  if (first) return { ...everything, bindsSchema: false, givesLogprobs: first.hasLogprobs };
  // Refused: which of the two it was shows when each is asked for alone.
  const schema = await orRefused(ask({ ...everything, givesLogprobs: false }));
  if (schema) return { ...everything, bindsSchema: isBound(schema.text), givesLogprobs: false };
  const logprobs = await orRefused(ask({ ...everything, bindsSchema: false }));
  if (logprobs) return { ...everything, bindsSchema: false, givesLogprobs: logprobs.hasLogprobs };
  const plain = { ...everything, bindsSchema: false, givesLogprobs: false };
  await ask(plain);
  return plain;
}

/** `undefined` if the server refused what was asked for. */
async function orRefused(asked: Promise<Probed>): Promise<Probed | undefined> {
  try {
    return await asked;
  } catch (error) {
    const isRefusal =
      error instanceof ModelError && (error.code === 'server-error' || error.code === 'unsupported');
    if (isRefusal) return undefined;
    throw error;
  }
}
