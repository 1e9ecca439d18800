import { existsSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type { Settings } from '../../shared/protocol.js';
import { readEncoderFolder, type EncoderFolder } from '../encoder/folder.js';
import { LoadEncoderRequest } from '../encoder/messages.js';
import { probeEncoder } from '../encoder/probe.js';
import { EncoderRuntime } from '../encoder/runtime.js';
import type { EngineFacts } from '../engine-facts.js';
import { fileDigest } from '../file-digest.js';
import { encoderProfile, profileFor, starterName } from '../profiles.js';
import type { ModelInfo } from '../runtime.js';
import { binariesFolder } from './binaries.js';
import { fileMissing, notInstalled } from './errors.js';
import type { Load, ProcessOptions } from './engine-process.js';
import { libraryVersion } from './library-versions.js';
import { LoadRequest } from './messages.js';
import { EmbeddedRuntime } from './runtime.js';
import { Supervisor, type RestartLimit } from './supervisor.js';

/** Tokens of context for a model that is not ours. */
const contextLength = 4096;

/** Files below this many bytes run fastest on one thread: more threads spend their time waiting for each other. */
const smallModel = 200_000_000;

/** Where the parts of the embedded engine are. */
export interface EmbeddedParts extends ProcessOptions {
  /** The starter model's GGUF file, which only a checkout has. */
  readonly starterPath: string;
  /** The encoder that comes with BioNote, and the script of an encoder's process, such as `dist/encoder.mjs`. */
  readonly encoder?: { readonly path: string; readonly entry: string };
  readonly restarts?: RestartLimit;
  /** How long a process without work keeps its model, in milliseconds; ten minutes if absent. */
  readonly unloadAfter?: number;
}

/**
 * The engine that needs nothing installed: an encoder, run by ONNX Runtime, or a GGUF file, run by llama.cpp, on this
 * machine's processor.
 */
export class EmbeddedEngine {
  constructor(
    private readonly parts: EmbeddedParts,
    private settings: Settings['embedded'],
  ) {}

  configure(settings: Settings['embedded']): void {
    this.settings = settings;
  }

  /**
   * The models that come with BioNote and, where one is set, the user's; those that are there. Never throws: a file
   * may go while it is looked at.
   */
  async list(): Promise<ModelInfo[]> {
    const { encoder, starterPath } = this.parts;
    const paths = [encoder?.path ?? '', starterPath, this.settings.modelPath].filter((path) =>
      existsSync(path),
    );
    const described = await Promise.allSettled(
      Array.from(new Set(paths), async (path) =>
        isFolder(path) ? this.#describeEncoder(path) : this.#describe(path, ''),
      ),
    );
    return described.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  }

  /**
   * A runtime for the user's file or folder, or else for the encoder that comes with BioNote, or where it is missing the starter model.
   * Nothing is loaded yet.
   *
   * @throws ModelError if the file or the engine is not there.
   */
  async open(dialect: Settings['dialect']): Promise<EmbeddedRuntime | EncoderRuntime> {
    const { encoder, starterPath } = this.parts;
    const { modelPath } = this.settings;
    const ours = encoder && existsSync(encoder.path) ? encoder.path : starterPath;
    const path = modelPath === '' ? ours : modelPath;
    if (!existsSync(path)) throw modelPath === '' ? notInstalled() : fileMissing(path);
    return isFolder(path) ? this.#openEncoder(path) : this.#openFile(path, dialect);
  }

  /**
   * A runtime for the encoder that is there to assist another model: the user's, where one is set, or else the one
   * that comes with BioNote; `undefined` if there is none.
   *
   * @throws ModelError if it cannot be used.
   */
  async openEncoder(): Promise<EncoderRuntime | undefined> {
    const { modelPath } = this.settings;
    const path = isFolder(modelPath) ? modelPath : (this.parts.encoder?.path ?? '');
    return isFolder(path) ? this.#openEncoder(path) : undefined;
  }

  /**
   * What is there of both kinds of embedded model, and whether the encoder answers, which is asked in a process of its
   * own.
   *
   * @throws the reason of `signal`.
   */
  async inspect(signal: AbortSignal): Promise<Pick<EngineFacts, 'encoder' | 'gguf'>> {
    const { encoder, entry, starterPath } = this.parts;
    const { modelPath } = this.settings;
    const isOwnFolder = isFolder(modelPath);
    const isOwnFile = modelPath !== '' && !isOwnFolder;
    const encoderPath = isOwnFolder ? modelPath : (encoder?.path ?? '');
    const hasEncoder = isFolder(encoderPath);
    const encoderEntry = encoder?.entry ?? '';
    const hasLibrary = binariesFolder('onnx', encoderEntry) !== undefined;
    const [onnx, llama] = await Promise.all([
      libraryVersion('onnx', encoderEntry),
      libraryVersion('llama', entry),
    ]);
    return {
      encoder: {
        weights: hasEncoder ? (isOwnFolder ? 'own' : 'ours') : 'missing',
        binaries: hasLibrary,
        ...(onnx && { version: onnx }),
        ...(hasEncoder &&
          hasLibrary && { probe: await probeEncoder(() => this.#openEncoder(encoderPath), signal) }),
      },
      gguf: {
        weights: existsSync(isOwnFile ? modelPath : starterPath) ? (isOwnFile ? 'own' : 'ours') : 'missing',
        binaries: binariesFolder('llama', entry) !== undefined,
        ...(llama && { version: llama }),
      },
    };
  }

  async #openEncoder(path: string): Promise<EncoderRuntime> {
    const entry = this.parts.encoder?.entry ?? '';
    if (!existsSync(entry)) throw notInstalled();
    const folder = await readEncoderFolder(path);
    const { threads } = this.settings;
    const load = { layout: folder.layout, threads: threads ?? allButOne() };
    const supervisor = this.#supervise({ ...this.parts, entry }, (connection) =>
      connection.sendRequest(LoadEncoderRequest, load),
    );
    return new EncoderRuntime(this.#infoOf(folder, path), encoderProfile(folder.skills), supervisor);
  }

  async #openFile(path: string, dialect: Settings['dialect']): Promise<EmbeddedRuntime> {
    if (!existsSync(this.parts.entry)) throw notInstalled();
    const { threads } = this.settings;
    const model = await this.#describe(path, await fileDigest(path));
    // The dialect that is set may be meant for a model in Ollama; the starter model knows only its own.
    const spoken = path === this.parts.starterPath ? 'starter' : dialect;
    const profile = profileFor(model, { dialect: spoken, contextLength });
    const load = {
      modelPath: path,
      contextLength: profile.contextLength,
      threads: threads ?? defaultThreads(model.sizeBytes ?? 0),
    };
    const supervisor = this.#supervise(this.parts, (connection) => connection.sendRequest(LoadRequest, load));
    return new EmbeddedRuntime(model, profile, supervisor);
  }

  #supervise(process: ProcessOptions, load: Load): Supervisor {
    const { restarts, unloadAfter = 10 * 60_000 } = this.parts;
    return new Supervisor(process, load, unloadAfter, restarts);
  }

  async #describeEncoder(path: string): Promise<ModelInfo> {
    return this.#infoOf(await readEncoderFolder(path), path);
  }

  #infoOf({ name, digest, sizeBytes }: EncoderFolder, path: string): ModelInfo {
    return {
      engine: 'embedded',
      name,
      digest,
      sizeBytes,
      capabilities: ['encoder'],
      cloud: false,
      ...(path === this.parts.encoder?.path ? {} : { path }),
    };
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
  return sizeBytes < smallModel ? 1 : allButOne();
}

function allButOne(): number {
  return Math.max(1, availableParallelism() - 1);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
