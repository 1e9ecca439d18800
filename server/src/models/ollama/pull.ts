import * as l10n from '@vscode/l10n';
import type { PullProgress } from '../../protocol.js';
import { ModelError } from '../error.js';
import { progressChunk } from './answers.js';
import { clientFor } from './client.js';
import { toModelError } from './errors.js';

/**
 * Has Ollama download a model. Aborting `signal` stops the download; another pull goes on where it stopped.
 *
 * @param onProgress sizes in bytes, summed over the model's layers.
 * @throws ModelError, or the reason of `signal`.
 */
export async function pullModel(
  host: string,
  model: string,
  onProgress: (progress: PullProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const ended = new AbortController();
  const layers = new Map<string, { total: number; completed: number }>();
  try {
    const stream = await clientFor(host, AbortSignal.any([signal, ended.signal])).pull({
      model,
      stream: true,
    });
    for await (const part of stream) {
      const { status, digest, total, completed } = progressChunk.parse(part);
      if (digest !== undefined && total !== undefined)
        layers.set(digest, { total, completed: completed ?? 0 });
      onProgress({ status, ...summed([...layers.values()]) });
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const cause = toModelError(error, { host, model });
    throw cause.code === 'model-missing' ? unknownModel(model, cause) : cause;
  } finally {
    ended.abort();
  }
}

function summed(layers: readonly { total: number; completed: number }[]): {
  total?: number;
  completed?: number;
} {
  if (layers.length === 0) return {};
  const sum = (key: 'total' | 'completed'): number =>
    layers.reduce((before, layer) => before + layer[key], 0);
  return { total: sum('total'), completed: sum('completed') };
}

function unknownModel(model: string, cause: ModelError): ModelError {
  return new ModelError(
    'model-missing',
    l10n.t('There is no model {model} to download. Check its name at ollama.com/library.', { model }),
    false,
    { cause },
  );
}
