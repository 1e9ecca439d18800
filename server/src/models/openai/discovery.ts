import { createHash } from 'node:crypto';
import type { ModelInfo } from '../runtime.js';
import { modelList, properties, type ListedModel } from './answers.js';
import { ask, type Address } from './client.js';
import { modelMissing, noModel } from './errors.js';

/** More than a person keeps; a list that goes on is not a list of models. */
const mostModels = 2000;

/** Requests at a time for a server that batches them. More make a note no faster: its sentences would only wait there. */
const mostSlots = 8;

/**
 * The models that a server lists.
 *
 * @throws ModelError, or the reason of `signal`.
 */
export async function listModels(address: Address, signal: AbortSignal): Promise<ModelInfo[]> {
  const { host } = address;
  const { data } = await ask(address, '/v1/models', { host }, signal, (answer) => modelList.parse(answer));
  return (data ?? [])
    .filter(({ id }) => isModelName(id))
    .slice(0, mostModels)
    .map((model) => fromList(host, model));
}

/**
 * The model that is called `name`, or the only one that the server has, where `name` is empty.
 *
 * @throws ModelError `model-missing` or `no-model`.
 */
export async function describeModel(address: Address, name: string, signal: AbortSignal): Promise<ModelInfo> {
  const { host } = address;
  const models = await listModels(address, signal);
  const found = name === '' && models.length === 1 ? models[0] : models.find((model) => model.name === name);
  if (!found) throw name === '' ? noModel({ host }) : modelMissing({ host, model: name });
  if (found.family === 'vllm') return { ...found, slots: mostSlots };
  return found.family === 'llamacpp' ? { ...found, ...(await propertiesOf(address, signal)) } : found;
}

/** llama-server has an endpoint that says how many slots it has, and how long the context window of each is. */
async function propertiesOf(
  address: Address,
  signal: AbortSignal,
): Promise<Pick<ModelInfo, 'contextLength' | 'slots'>> {
  try {
    const { default_generation_settings: settings, total_slots: slots } = await ask(
      address,
      '/props',
      { host: address.host },
      signal,
      (answer) => properties.parse(answer),
    );
    return { contextLength: settings.n_ctx, ...(slots ? { slots: Math.min(slots, mostSlots) } : {}) };
  } catch {
    signal.throwIfAborted();
    return {};
  }
}

/** Names are shown in menus and messages that know links and icons, so no other is listed. */
function isModelName(name: string): boolean {
  return /^[\w./~][\w .:/@+\\-]{0,400}$/.test(name);
}

function fromList(host: string, model: ListedModel): ModelInfo {
  const { id, owned_by: owner, max_model_len: longest, meta } = model;
  const contextLength = longest ?? meta?.n_ctx;
  return {
    engine: 'openai',
    name: id,
    digest: digestOf(host, model),
    ...(owner ? { family: owner } : {}),
    ...(meta?.n_params ? { parameterSize: parametersOf(meta.n_params) } : {}),
    ...(contextLength ? { contextLength } : {}),
    ...(meta?.size ? { sizeBytes: meta.size } : {}),
    capabilities: ['completion'],
    // As Ollama calls the models that it forwards. Of another server nobody can tell.
    cloud: /[:-]cloud$/i.test(id),
  };
}

/** Such servers tell no digest of the weights: what they do tell stands in for it. */
function digestOf(host: string, { id, max_model_len: longest, meta }: ListedModel): string {
  const parts = JSON.stringify([host, id, longest, meta?.n_params, meta?.size]);
  return `openai-${createHash('sha256').update(parts).digest('hex')}`;
}

function parametersOf(count: number): string {
  return count >= 1e9 ? `${(count / 1e9).toFixed(1)}B` : `${Math.round(count / 1e6)}M`;
}
