import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from './compose.js';
import { Measurements } from './measurement/store.js';
import { EmbeddedEngine } from './models/embedded/engine.js';
import type { ProcessOptions } from './models/embedded/engine-process.js';
import { OllamaEngine } from './models/ollama/engine.js';
import { OpenAiEngine } from './models/openai/engine.js';
import { ModelSelection } from './models/selection.js';
import type { Parts } from './session/parts.js';
import { defaultSettings } from './settings/settings.js';

/** Where the parts find each other on disk. */
export interface Places {
  /** The folder of the running program: `dist`, or the sources. */
  readonly program: string;
  /** The folder of the extension. */
  readonly extension: string;
  /** A folder to keep things in; absent: nothing is kept. */
  readonly storage?: string;
  /** A folder of this user where measurements of models are kept; absent: in memory. */
  readonly measurements?: string;
  /** What opens an OpenAI-compatible server; absent: what the environment holds. */
  readonly serverKey?: string;
}

/** The real parts: both engines, the cache, and the analysis over them. Nothing is loaded or asked yet. */
export function realParts({ program, extension, storage, measurements, serverKey }: Places): Parts {
  const { ollama, openai, embedded } = defaultSettings;
  const starterPath = join(extension, 'models', 'bionote-starter.gguf');
  const kept = new Measurements(measurements);
  const engines = {
    ollama: new OllamaEngine(ollama),
    openai: new OpenAiEngine({ ollama, openai }, () => serverKey ?? process.env['BIONOTE_API_KEY']),
    embedded: new EmbeddedEngine(
      {
        ...engineProcess(program, 'embedded'),
        starterPath,
        encoder: {
          path: join(extension, 'models', 'bionote-encoder'),
          entry: engineProcess(program, 'encoder').entry,
        },
      },
      embedded,
    ),
  };
  return compose(new ModelSelection(engines, kept), storage, extension, kept);
}

/** The script of a model's own process. A program that runs from its sources starts it from them too. */
function engineProcess(program: string, engine: 'embedded' | 'encoder'): ProcessOptions {
  const bundle = join(program, `${engine}.mjs`);
  if (existsSync(bundle)) return { entry: bundle };
  return { entry: join(program, 'models', engine, 'process.ts'), execArgv: process.execArgv };
}
