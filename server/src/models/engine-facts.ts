import type { ModelErrorCode } from './error-code.js';
import type { EngineName } from './runtime.js';

/** Where a server is, in place of its address: this machine, another one, or no usable address. */
export type Place = 'here' | 'elsewhere' | 'nowhere';

/** Whose weights an engine would load; their path and their name are nobody else's business. */
export type Weights = 'ours' | 'own' | 'missing';

/** The embedded engine, as far as one kind of file goes. */
export interface EmbeddedFacts {
  readonly weights: Weights;
  /** Whether the native library is there for this platform. */
  readonly binaries: boolean;
  /** That of the library and, where it has one of its own, of the package that calls it; absent if the files do not say. */
  readonly version?: { readonly library: string; readonly binding?: string };
}

export interface EncoderFacts extends EmbeddedFacts {
  /** What came of one question about one sentence; absent if it was not asked. */
  readonly probe?: 'answered' | ModelErrorCode;
}

/** A server that models can be asked at. */
export interface ServerFacts {
  readonly place: Place;
  /** Why it could not be asked; the rest is absent then. */
  readonly failure?: ModelErrorCode;
  readonly version?: string;
  /** How many models it has. */
  readonly models?: number;
  /** Whether it has the model that the settings name; absent if they name none. */
  readonly hasChosen?: boolean;
}

/** The model that answers, or why none does. */
export type ChosenFacts =
  | { readonly failure: ModelErrorCode }
  | {
      readonly failure?: never;
      readonly engine: EngineName;
      readonly kind: 'encoder' | 'writer';
      /** What the engine says of it, such as "llama", "8.0B" and "Q4_K_M". */
      readonly traits: readonly string[];
      readonly dialect: string;
      /** Why `auto` did not take Ollama. */
      readonly fallback?: ModelErrorCode;
    };

/** What is known of every engine, ready to be shown to others: no address, no path, no name that a person chose. */
export interface EngineFacts {
  readonly chosen: ChosenFacts;
  readonly encoder: EncoderFacts;
  readonly gguf: EmbeddedFacts;
  readonly ollama: ServerFacts;
  /** Absent where the settings name no OpenAI-compatible server. */
  readonly server?: ServerFacts;
}
