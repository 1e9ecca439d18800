import type { SentenceContext } from '../context.js';
import type { RelationType } from '../schema.js';

/** A sentence to find the relation of two mentions in. */
export interface RelationInput extends SentenceContext {
  readonly text: string;
  /** All relations of the schema, so that its prompts begin alike; those of the pair if absent. */
  readonly relations?: readonly RelationType[];
}
