import type { ModelInfo } from '../runtime.js';
import { modelDescription, modelList, versionAnswer, type ListedModel } from './answers.js';
import { ask } from './client.js';
import { modelMissing, type CallContext } from './errors.js';

/** More than a person keeps; a list that goes on is not Ollama's. */
const mostModels = 2000;

/**
 * The models that the server at `host` has, as its list tells them: without context length and, on older
 * servers, without capabilities.
 *
 * @throws ModelError
 */
export async function listModels(host: string, signal: AbortSignal): Promise<ModelInfo[]> {
  const { models } = await ask({ host }, signal, async (client) => modelList.parse(await client.list()));
  return (models ?? [])
    .filter(({ name }) => isModelName(name))
    .slice(0, mostModels)
    .map(fromList);
}

/**
 * All that the server tells of one model.
 *
 * @param name with or without its tag; `latest` where it has none.
 * @throws ModelError `model-missing` where the server has no such model.
 */
export async function describeModel(host: string, name: string, signal: AbortSignal): Promise<ModelInfo> {
  const call: CallContext = { host, model: name };
  const listed = (await listModels(host, signal)).find((model) => sameModel(model.name, name));
  if (!listed) throw modelMissing(call);
  const shown = await ask(call, signal, async (client) =>
    modelDescription.parse(await client.show({ model: listed.name })),
  );
  const contextLength = contextLengthOf(shown.model_info ?? {});
  return {
    ...listed,
    ...(contextLength === undefined ? {} : { contextLength }),
    capabilities: shown.capabilities ?? listed.capabilities,
    cloud: listed.cloud || isRemote(shown),
  };
}

/**
 * The version of the server at `host`; `undefined` if it tells none that looks like one.
 *
 * @throws the reason of `signal`.
 */
export async function serverVersion(host: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const { version } = await ask({ host }, signal, async (client) =>
      versionAnswer.parse(await client.version()),
    );
    return version;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** Whether two names are the same model: `x` is `x:latest`, and case does not count. */
export function sameModel(first: string, second: string): boolean {
  return fullName(first) === fullName(second);
}

/** Whether a name is one of those that Ollama gives to models which it runs in the cloud. */
export function isCloudName(name: string): boolean {
  return /[:-]cloud$/i.test(name);
}

/**
 * Whether a server's word can be a model: parts of letters, digits, dots, dashes and underscores between slashes,
 * with a tag. Names are shown in menus and messages that know links and icons, so no other is listed.
 */
function isModelName(name: string): boolean {
  return /^\w[\w.:/-]{0,400}$/.test(name);
}

function fullName(name: string): string {
  const lower = name.toLowerCase();
  return lower.slice(lower.lastIndexOf('/') + 1).includes(':') ? lower : `${lower}:latest`;
}

function fromList(model: ListedModel): ModelInfo {
  const { family, parameter_size: parameterSize, quantization_level: quantization } = model.details ?? {};
  return {
    engine: 'ollama',
    name: model.name,
    digest: model.digest,
    ...(family ? { family } : {}),
    ...(parameterSize ? { parameterSize } : {}),
    ...(quantization ? { quantization } : {}),
    ...(model.size === undefined ? {} : { sizeBytes: model.size }),
    capabilities: model.capabilities ?? [],
    cloud: isRemote(model) || isCloudName(model.name),
  };
}

function isRemote(model: { remote_host?: string | undefined; remote_model?: string | undefined }): boolean {
  return Boolean(model.remote_host) || Boolean(model.remote_model);
}

/** The context length stands under a key that begins with the architecture, such as `llama.context_length`. */
function contextLengthOf(info: Record<string, unknown>): number | undefined {
  const value = Object.entries(info).find(([key]) => key.endsWith('.context_length'))?.[1];
  return typeof value === 'number' ? value : undefined;
}
