import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type { Settings } from '../../shared/protocol.js';
import { fileDigest } from '../file-digest.js';
import { profileFor, starterName } from '../profiles.js';
import type { ModelInfo } from '../runtime.js';
import { fileMissing, notInstalled } from './errors.js';
import type { ProcessOptions } from './engine-process.js';
import { EmbeddedRuntime } from './runtime.js';
import { Supervisor, type RestartLimit } from './supervisor.js';

/** Tokens of context for a model that is not ours. */
const contextLength = 4096;

/** Files below this many bytes run fastest on one thread: more threads spend their time waiting for each other. */
const smallModel = 200_000_000;

/** Where the parts of the embedded engine are. */
export interface EmbeddedParts extends ProcessOptions {
  /** The starter model's GGUF file. */
  readonly starterPath: string;
  readonly restarts?: RestartLimit;
}

/** The engine that needs nothing installed: a GGUF file, run by llama.cpp on this machine's processor. */
export class EmbeddedEngine {
  constructor(
    private readonly parts: EmbeddedParts,
    private settings: Settings['embedded'],
  ) {}

  configure(settings: Settings['embedded']): void {
    this.settings = settings;
  }

  /**
   * The starter model and, where one is set, the user's file; those that are there. Without digests. Never
   * throws: a file may go while it is looked at.
   */
  async list(): Promise<ModelInfo[]> {
    const paths = [this.parts.starterPath, this.settings.modelPath].filter((path) => path !== '');
    const described = await Promise.allSettled(
      Array.from(new Set(paths), (path) => this.#describe(path, '')),
    );
    return described.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  }

  /**
   * A runtime for the user's file, or for the starter model. Nothing is loaded yet.
   *
   * @throws ModelError where the file or the engine is not there.
   */
  async open(dialect: Settings['dialect']): Promise<EmbeddedRuntime> {
    const { modelPath, threads, unloadAfterMinutes } = this.settings;
    const path = modelPath === '' ? this.parts.starterPath : modelPath;
    if (!existsSync(path)) throw modelPath === '' ? notInstalled() : fileMissing(path);
    if (!existsSync(this.parts.entry)) throw notInstalled();
    const model = await this.#describe(path, await fileDigest(path));
    // The dialect that is set may be meant for a model in Ollama; the starter model knows only its own.
    const spoken = path === this.parts.starterPath ? 'starter' : dialect;
    const profile = profileFor(model, { dialect: spoken, contextLength });
    const load = {
      modelPath: path,
      contextLength: profile.contextLength,
      threads: threads > 0 ? threads : defaultThreads(model.sizeBytes ?? 0),
    };
    const supervisor = new Supervisor(this.parts, load, unloadAfterMinutes * 60_000, this.parts.restarts);
    return new EmbeddedRuntime(model, profile, supervisor);
  }

  async #describe(path: string, digest: string): Promise<ModelInfo> {
    const { size } = await stat(path);
    const isStarter = path === this.parts.starterPath;
    return {
      engine: 'embedded',
      name: isStarter ? starterName : basename(path, '.gguf'),
      digest,
      sizeBytes: size,
      capabilities: ['completion'],
      cloud: false,
      ...(isStarter ? {} : { path }),
    };
  }
}

/** All cores but one, which stays free for the editor; one for a small model. */
function defaultThreads(sizeBytes: number): number {
  return sizeBytes < smallModel ? 1 : Math.max(1, availableParallelism() - 1);
}
