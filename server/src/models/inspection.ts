import type { EmbeddedEngine } from './embedded/engine.js';
import type { ChosenFacts, EngineFacts, Place, ServerFacts } from './engine-facts.js';
import { ModelError } from './error.js';
import type { ModelErrorCode } from './error-code.js';
import { isLoopback, normalizeHost, type ServerKind } from './http/host.js';
import type { OllamaEngine } from './ollama/engine.js';
import { sameModel } from './ollama/discovery.js';
import { ollamaServer } from './ollama/host.js';
import type { OpenAiEngine } from './openai/engine.js';
import { openAiServer } from './openai/server-kind.js';
import type { ModelInfo, ModelRuntime } from './runtime.js';
import type { SelectedModel } from './selected-model.js';
import type { EngineSettings } from './engine-settings.js';

/** What is looked at. */
export interface Inspected {
  readonly engines: { ollama: OllamaEngine; openai: OpenAiEngine; embedded: EmbeddedEngine };
  readonly settings: EngineSettings;
  /** The model that is chosen. */
  readonly models: {
    current(signal: AbortSignal): Promise<ModelRuntime>;
    readonly selected: SelectedModel | undefined;
  };
}

/**
 * Looks at every engine: servers are asked for their models if the settings allow it, and the encoder for one sentence.
 * A model of a server is asked nothing.
 *
 * @throws the reason of `signal`.
 */
export async function inspectEngines(
  { engines, settings, models }: Inspected,
  signal: AbortSignal,
): Promise<EngineFacts> {
  const { ollama, openai, embedded } = engines;
  const [chosen, own, server, onBoard] = await Promise.all([
    inspectChosen(models, signal),
    inspectServer(ollama, settings.ollama.host, ollamaServer, signal, (listed) =>
      settings.ollama.model === ''
        ? undefined
        : listed.some(({ name }) => sameModel(name, settings.ollama.model)),
    ),
    openai.isNamed
      ? inspectServer(openai, settings.openai.url, openAiServer, signal, (listed) => {
          const { model } = settings.openai;
          if (model !== '') return listed.some(({ name }) => name === model);
          return listed.length === 1 ? true : undefined;
        })
      : undefined,
    embedded.inspect(signal),
  ]);
  const version = own.failure === undefined ? await ollama.version(signal) : undefined;
  return {
    chosen,
    ...onBoard,
    ollama: { ...own, ...(version !== undefined && { version }) },
    ...(server && { server }),
  };
}

async function inspectChosen(models: Inspected['models'], signal: AbortSignal): Promise<ChosenFacts> {
  try {
    const { model, profile } = await models.current(signal);
    const fallback = models.selected?.fallback?.code;
    return {
      engine: model.engine,
      kind: profile.encoder ? 'encoder' : 'writer',
      traits: traitsOf(model),
      dialect: profile.dialect,
      ...(fallback !== undefined && { fallback }),
    };
  } catch (error) {
    signal.throwIfAborted();
    return { failure: codeOf(error) };
  }
}

async function inspectServer(
  engine: { list(signal: AbortSignal): Promise<ModelInfo[]> },
  written: string,
  kind: ServerKind,
  signal: AbortSignal,
  hasChosen: (models: readonly ModelInfo[]) => boolean | undefined,
): Promise<ServerFacts> {
  const place = placeOf(written, kind);
  try {
    const models = await engine.list(signal);
    const chosen = hasChosen(models);
    return { place, models: models.length, ...(chosen !== undefined && { hasChosen: chosen }) };
  } catch (error) {
    signal.throwIfAborted();
    return { place, failure: codeOf(error) };
  }
}

function placeOf(written: string, kind: ServerKind): Place {
  try {
    return isLoopback(normalizeHost(written, kind)) ? 'here' : 'elsewhere';
  } catch {
    return 'nowhere';
  }
}

/** What Ollama reads from a model's file, where it has the form that such words have; never a name. */
function traitsOf({ engine, family = '', parameterSize = '', quantization = '' }: ModelInfo): string[] {
  if (engine !== 'ollama') return [];
  const known = [
    [family, /^[a-z][a-z0-9]{0,15}$/],
    [parameterSize, /^\d{1,4}(?:\.\d{1,3})?[BMKT]$/],
    [quantization, /^(?:I?Q\d(?:_[A-Z0-9]{1,3}){0,3}|B?F\d{1,2}|MXFP4)$/],
  ] as const;
  return known.flatMap(([word, form]) => (form.test(word) ? [word] : []));
}

function codeOf(error: unknown): ModelErrorCode {
  return error instanceof ModelError ? error.code : 'server-error';
}
