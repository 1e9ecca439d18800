import type { SentenceContext } from '../context.js';
import type { NerExample } from '../schema.js';

/** A sentence to find entities in, with some of the text around it, in which nothing is to be found. */
export interface NerInput extends SentenceContext {
  readonly text: string;
  readonly before?: string;
  readonly after?: string;
  /** Sentences like this one as a person annotated them, the most similar last. */
  readonly examples?: readonly NerExample[];
}
