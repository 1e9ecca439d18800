import * as l10n from '@vscode/l10n';
import type { PullProgress } from '../../shared/protocol.js';
import { realTimer, type Timer } from '../../shared/timer.js';
import { ModelError } from '../error.js';
import { watchdog } from '../watchdog.js';
import { progressChunk } from './answers.js';
import { clientFor } from './client.js';
import { toModelError } from './errors.js';

/** More layers than any model has; others are not counted. */
const mostLayers = 1000;

/** How long a download may say nothing, in seconds: checking a large file takes minutes. */
const idleLimit = 600;

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
  timer: Timer = realTimer,
): Promise<void> {
  const ended = new AbortController();
  const limit = watchdog(timer);
  const layers = new Map<string, { total: number; completed: number }>();
  try {
    limit.expect(idleLimit);
    const any = AbortSignal.any([signal, ended.signal, limit.signal]);
    const stream = await clientFor(host, any).pull({ model, stream: true });
    for await (const part of stream) {
      limit.expect(idleLimit);
      const { status, digest, total, completed } = progressChunk.parse(part);
      if (digest !== undefined && total !== undefined && (layers.has(digest) || layers.size < mostLayers)) {
        layers.set(digest, { total, completed: completed ?? 0 });
      }
      onProgress({ status, ...summed([...layers.values()]) });
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (limit.signal.aborted) throw stalled(host, model, error);
    const cause = toModelError(error, { host, model });
    throw cause.code === 'model-missing' ? unknownModel(model, cause) : cause;
  } finally {
    limit.stop();
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

function stalled(host: string, model: string, cause: unknown): ModelError {
  return new ModelError(
    'timeout',
    l10n.t('The download of {model} by Ollama at {host} has stalled. Start it again to resume.', {
      host,
      model,
    }),
    true,
    { cause },
  );
}

function unknownModel(model: string, cause: ModelError): ModelError {
  return new ModelError(
    'model-missing',
    l10n.t('There is no model {model} to download. Check its name at ollama.com/library.', { model }),
    false,
    { cause },
  );
}
