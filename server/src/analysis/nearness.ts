import { setMaxListeners } from 'node:events';
import type { Asker } from '../asking/ask.js';
import { directionShape } from '../asking/cached-shapes.js';
import { concernsCall, ModelError } from '../models/error.js';
import type { ModelRuntime } from '../models/runtime.js';
import { embeddingCall } from '../tasks/nli/embedding.js';
import { similarity } from '../tasks/nli/near.js';

/**
 * How near in meaning each text is to `text`: the cosine of their directions, by the encoder at hand.
 *
 * @returns `undefined` if no encoder is at hand that places texts by meaning; 0 for a text that could not be placed.
 * @throws ModelError if the encoder fails as a whole; or the signal's reason.
 */
export async function nearnessTo(
  { asker, runtime }: { readonly asker: Asker; readonly runtime: ModelRuntime },
  text: string,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<number[] | undefined> {
  const { encoder } = runtime;
  if (!encoder?.profile.encoder?.embeds) return undefined;
  const rest = new AbortController();
  const either = AbortSignal.any([signal, rest.signal]);
  // Each text adds a listener, so many listeners are no leak.
  setMaxListeners(0, either);
  const directionOf = async (each: string): Promise<readonly number[] | undefined> => {
    const call = embeddingCall(each, encoder.profile);
    try {
      return (
        call &&
        (await asker.ask(encoder, call, directionShape, { signal: either, priority: () => 'asked' })).value
      );
    } catch (error) {
      if (error instanceof ModelError && concernsCall(error)) return undefined;
      throw error;
    }
  };
  try {
    const [own, ...others] = await Promise.all([text, ...texts].map(directionOf));
    return others.map((other) => similarity(own, other));
  } finally {
    rest.abort();
  }
}
