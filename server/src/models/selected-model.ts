import type { ModelProfile } from '../tasks/profile.js';
import type { ModelError } from './error.js';
import type { EngineName } from './runtime.js';

/** What was chosen, and why, in words for the status. */
export interface SelectedModel {
  readonly engine: EngineName;
  readonly model: string;
  /** Effective host; absent for the embedded engine. */
  readonly host?: string;
  readonly detail: string;
  /** Why `auto` did not take Ollama. */
  readonly fallback?: ModelError;
  /** Whether the model can put an explanation into words. */
  readonly explains: boolean;
  /** The lists of entity types that the model knows, where it knows no others. */
  readonly entityTypes?: ModelProfile['entityTypes'];
}
