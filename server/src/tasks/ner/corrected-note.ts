import type { NerExample } from '../schema.js';

/** What a note whose entities a person reviewed can teach. */
export interface CorrectedNote {
  /** The types of the entities that were confirmed in it. */
  readonly types: ReadonlySet<string>;
  /** Its reviewed sentences with their entities; also those in which there are none. */
  readonly examples: readonly NerExample[];
}
