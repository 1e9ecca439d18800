import { DelegatingRuntime } from './delegating-runtime.js';

/** A model that answers while the chosen one cannot be reached. */
export class StandInRuntime extends DelegatingRuntime {
  override get standsIn(): boolean {
    return true;
  }
}
