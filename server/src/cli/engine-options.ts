import { resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { Option, type Command } from 'commander';
import { isEncoderFolder } from '../models/encoder/folder.js';
import type { Settings } from '../shared/protocol.js';
import { readSettings, type UnusableValue } from '../settings/settings.js';
import { UsageError } from './failure.js';

/** The options that choose the model, as commander parses them. */
export interface EngineOptions {
  readonly engine: Settings['engine'];
  readonly host?: string;
  readonly server?: string;
  readonly model?: string;
  readonly dialect: Settings['dialect'];
  readonly threads?: string;
  readonly allowRemoteHost?: boolean;
  readonly allowCloudModels?: boolean;
}

/**
 * Adds the options of {@link EngineOptions} to a command.
 *
 * @param several whether `--model` takes any number of models.
 */
export function addEngineOptions(command: Command, several = false): Command {
  return command
    .addOption(
      new Option('-e, --engine <engine>', l10n.t('the engine that runs the model'))
        .choices(['auto', 'ollama', 'embedded', 'openai'])
        .default('auto'),
    )
    .addOption(new Option('--host <address>', l10n.t('the address of Ollama')).env('OLLAMA_HOST'))
    .option(
      '--server <url>',
      l10n.t(
        'an OpenAI-compatible server, such as vLLM, llama-server or LM Studio; its key in BIONOTE_API_KEY',
      ),
    )
    .option(
      several ? '-m, --model <name...>' : '-m, --model <name>',
      l10n.t(
        'a model in Ollama or on the server, or the path of a GGUF file or an encoder folder for the embedded engine',
      ),
    )
    .addOption(
      new Option('--dialect <dialect>', l10n.t('the prompt format that the model expects'))
        .choices(['auto', 'json', 'medtuned', 'medtuned-training', 'starter'])
        .default('auto'),
    )
    .option('--threads <number>', l10n.t('the number of threads for the embedded engine'))
    .option('--allow-remote-host', l10n.t('allow sending notes to a server on another machine'))
    .option('--allow-cloud-models', l10n.t("allow sending notes to Ollama's cloud models"));
}

/**
 * Converts the options to settings; the rest has the editor's defaults.
 *
 * @throws UsageError if options contradict each other or have invalid values.
 */
export function settingsFrom(options: EngineOptions): Settings {
  const { host, server = '', model = '', dialect, threads } = options;
  const isServed = server !== '' || options.engine === 'openai';
  // llama-server calls its model by the path of its file.
  const isFile = !isServed && (/\.gguf$/i.test(model) || isEncoderFolder(model));
  if (isServed && server === '') {
    throw new UsageError(
      l10n.t('--engine openai needs --server URL, such as --server http://127.0.0.1:8080/v1.'),
    );
  }
  if (isServed && options.engine !== 'openai' && options.engine !== 'auto') {
    throw new UsageError(l10n.t('--server needs --engine openai.'));
  }
  if (isFile && options.engine === 'ollama') {
    throw new UsageError(
      l10n.t(
        'Ollama knows its models by name. Use --engine embedded for a file or a folder, or `ollama create` a model from a GGUF file.',
      ),
    );
  }
  if (!isFile && model !== '' && options.engine === 'embedded') {
    throw new UsageError(
      l10n.t(
        'The embedded engine takes a GGUF file, --model path/to/model.gguf, or the folder of an encoder, with model.onnx in it.',
      ),
    );
  }
  const { settings, problems } = readSettings({
    engine: isServed ? 'openai' : engineFor(options.engine, model, isFile),
    ollama: {
      host: host ?? null,
      model: isFile || isServed ? '' : model,
      allowRemoteHost: options.allowRemoteHost === true,
      allowCloudModels: options.allowCloudModels === true,
    },
    openai: { url: server, model: isServed ? model : '' },
    embedded: { modelPath: isFile ? resolve(model) : '' },
    dialect,
  });
  if (problems.length > 0) {
    throw new UsageError(problems.map(wrongOption).join('\n'));
  }
  return threads === undefined
    ? settings
    : { ...settings, embedded: { ...settings.embedded, threads: threadsFrom(threads) } };
}

/** As many as the engine could ever use. */
const mostThreads = 256;

function threadsFrom(text: string): number {
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= mostThreads) return threads;
  throw new UsageError(
    l10n.t('{option}: expected {expected}. See --help.', {
      option: '--threads',
      expected: l10n.t('a whole number from 1 to {most}', { most: mostThreads }),
    }),
  );
}

/** The option for each setting, for error messages. */
const optionOf: Readonly<Record<string, string>> = {
  'bionote.ollama.host': '--host',
  'bionote.ollama.model': '--model',
  'bionote.openai.url': '--server',
  'bionote.openai.model': '--model',
  'bionote.embedded.modelPath': '--model',
};

function wrongOption({ setting, expected }: UnusableValue): string {
  return l10n.t('{option}: expected {expected}. See --help.', {
    option: optionOf[setting] ?? setting,
    expected,
  });
}

/** A named model decides the engine, so that no other model answers in its place. */
function engineFor(engine: Settings['engine'], model: string, isFile: boolean): Settings['engine'] {
  if (engine !== 'auto' || model === '') {
    return engine;
  }
  return isFile ? 'embedded' : 'ollama';
}
