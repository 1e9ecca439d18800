import type { StatusParams } from '../../server/src/protocol.js';

/** How long to leave Ollama alone after having looked for it, in milliseconds. */
const pause = 60_000;

/**
 * Whether Ollama is worth looking for again: the engine is chosen automatically, and the embedded one stands in
 * for a model that was chosen. `since` is the time since the last look, in milliseconds.
 */
export function worthLooking(
  status: Pick<StatusParams, 'engine' | 'state'> | undefined,
  chosen: { readonly engine: string; readonly model: string },
  since: number,
): boolean {
  const standsIn = status?.engine === 'embedded' || status?.state === 'unavailable';
  return chosen.engine === 'auto' && chosen.model !== '' && standsIn && since >= pause;
}
