import * as l10n from '@vscode/l10n';
import type { MeasurementSummary, ModelChoice } from '../shared/protocol.js';
import { sameModel } from './ollama/discovery.js';
import { cloudRefused } from './ollama/errors.js';
import { starterName } from './profiles.js';
import type { EngineName, ModelInfo } from './runtime.js';

/** A model as it is offered to the user, with why it cannot be chosen where that is so. */
export function offer(
  model: ModelInfo,
  {
    current,
    allowCloudModels,
  }: { current: { engine: EngineName; model: string } | undefined; allowCloudModels: boolean },
  measured?: MeasurementSummary,
): ModelChoice {
  const refused = refusal(model, allowCloudModels);
  return {
    engine: model.engine,
    name: model.name,
    description: description(model),
    ...(model.sizeBytes === undefined ? {} : { sizeBytes: model.sizeBytes }),
    ...(model.path === undefined ? {} : { path: model.path }),
    current: current?.engine === model.engine && sameModel(current.model, model.name),
    ...(refused === undefined ? {} : { refused }),
    ...(measured === undefined ? {} : { measured }),
  };
}

/** What makes a model of use: it writes, or it answers questions. */
const usable: ReadonlySet<string> = new Set(['completion', 'encoder']);

function refusal(model: ModelInfo, allowCloudModels: boolean): string | undefined {
  if (model.cloud && !allowCloudModels) return cloudRefused(model.name).message;
  if (model.capabilities.length === 0 || model.capabilities.some((each) => usable.has(each)))
    return undefined;
  return l10n.t('{model} does not generate text. Choose another model.', { model: model.name });
}

function description(model: ModelInfo): string {
  if (model.engine === 'embedded') {
    if (model.path !== undefined) {
      return model.capabilities.includes('encoder')
        ? l10n.t('An encoder on this machine')
        : l10n.t('A file on this machine');
    }
    return model.name === starterName
      ? l10n.t('The small model that BioNote is tested with')
      : l10n.t('The encoder that comes with BioNote');
  }
  const parts = [
    model.engine === 'openai' ? model.family : undefined,
    model.parameterSize,
    model.quantization,
    model.cloud ? l10n.t('in the cloud') : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}
