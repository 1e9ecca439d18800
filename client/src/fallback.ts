import type { ModelsResult, StatusParams } from '../../server/src/shared/protocol.js';
import { isServed } from './commands/model-items.js';

/** How long to leave Ollama alone after having looked for it, in milliseconds. */
const pause = 60_000;

/**
 * Whether Ollama is worth looking for again: it was chosen and did not answer, or the engine is chosen automatically and
 * the embedded one stands in for a model that was chosen. `since` is the time since the last look, in milliseconds.
 */
export function worthLooking(
  status: Pick<StatusParams, 'engine' | 'state' | 'problem'> | undefined,
  chosen: { readonly engine: string; readonly model: string },
  since: number,
): boolean {
  if (chosen.model === '' || since < pause) return false;
  if (chosen.engine === 'ollama') return status?.problem === 'unreachable';
  return chosen.engine === 'auto' && (status?.engine === 'embedded' || status?.state === 'unavailable');
}

/**
 * Whether what was found when looking is a reason to try again. Ollama that was chosen and now answers without its
 * model is one too: "unreachable" is no longer what is wrong.
 */
export function worthRetrying(
  found: ModelsResult,
  chosen: { readonly engine: string; readonly model: string },
): boolean {
  return chosen.engine === 'ollama' ? found.unreachable === undefined : isServed(found, chosen.model);
}
