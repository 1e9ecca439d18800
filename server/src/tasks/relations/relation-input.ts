import type { RelationType } from '../schema.js';

/** A sentence to find the relation of two mentions in. */
export interface RelationInput {
  readonly text: string;
  /** Of the section that contains it. */
  readonly heading?: string;
  /** All relations of the schema, so that its prompts begin alike; those of the pair if absent. */
  readonly relations?: readonly RelationType[];
}
