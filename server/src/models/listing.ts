import type { ModelChoice, ModelsResult } from '../shared/protocol.js';
import type { EmbeddedEngine } from './embedded/engine.js';
import { asModelError } from './error.js';
import { summaryFor, type KeptMeasurements } from './measurements.js';
import { offer } from './offer.js';
import type { OllamaEngine } from './ollama/engine.js';
import type { OpenAiEngine } from './openai/engine.js';
import type { ModelInfo } from './runtime.js';
import type { SelectedModel } from './selected-model.js';

/** Where models are listed from, and what is known of them. */
export interface Listed {
  readonly engines: { ollama: OllamaEngine; openai: OpenAiEngine; embedded: EmbeddedEngine };
  readonly measurements: KeptMeasurements | undefined;
  /** The model that is open now. */
  readonly used: ModelInfo | undefined;
  readonly current: SelectedModel | undefined;
  readonly allowCloudModels: boolean;
}

/** Every model of every engine, with why one cannot be used, and what was measured of it. Never throws but for `signal`. */
export async function listModels(from: Listed, signal: AbortSignal): Promise<ModelsResult> {
  const { ollama, openai, embedded } = from.engines;
  const [ours, own, other] = await Promise.all([
    offers(await embedded.list(), from),
    listed(ollama, from, signal),
    openai.isNamed ? listed(openai, from, signal) : undefined,
  ]);
  return {
    models: [...own.models, ...(other?.models ?? []), ...ours],
    host: ollama.host,
    ...(own.unreachable !== undefined && { unreachable: own.unreachable }),
    ...(other && {
      server: {
        host: openai.host,
        ...(other.unreachable !== undefined && { unreachable: other.unreachable }),
      },
    }),
  };
}

async function listed(
  engine: Pick<OllamaEngine, 'list'>,
  from: Listed,
  signal: AbortSignal,
): Promise<Pick<ModelsResult, 'models' | 'unreachable'>> {
  try {
    return { models: await offers(await engine.list(signal), from) };
  } catch (error) {
    signal.throwIfAborted();
    return { models: [], unreachable: asModelError(error).message };
  }
}

function offers(models: readonly ModelInfo[], from: Listed): Promise<ModelChoice[]> {
  const { measurements, used } = from;
  return Promise.all(
    models.map(async (model) => {
      // The digest of a file is known once it is opened; to read every file for a list would take too long.
      const isUsed = model.digest === '' && used?.path !== undefined && used.path === model.path;
      const measured = await measurements?.find(isUsed ? used : model);
      return offer(model, from, measured && summaryFor(measured, model));
    }),
  );
}
