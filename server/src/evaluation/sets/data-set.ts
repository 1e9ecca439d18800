import type { Split } from '../../corpora/records.js';
import type { NliLabel } from '../../tasks/nli/judgement.js';
import type { Schema } from '../../tasks/schema.js';

/** How a corpus cuts its texts: into sentences, which are asked as they are, or not, so that BioNote divides them. */
export type Units = 'sentences' | 'documents';

/** Entities: which of the corpus's types become which of the schema's. */
export interface EntityTask {
  readonly kind: 'entities';
  readonly units: Units;
  readonly schema: Schema;
  /** By the corpus's own name of the type; what is not in it is no gold of this data set. */
  readonly types: ReadonlyMap<string, string>;
  /** Some of the types, scored together as well, under a name of their own. */
  readonly groups?: readonly { readonly name: string; readonly types: readonly string[] }[];
}

/** Relations between mentions that are given. */
export interface RelationTask {
  readonly kind: 'relations';
  readonly units: Units;
  readonly schema: Schema;
  readonly types: ReadonlyMap<string, string>;
  /** By the corpus's own name of the relation, the schema's code; {@link noRelation} for annotated negatives. */
  readonly labels: ReadonlyMap<string, string>;
  /**
   * `mentions`: each pair of a sentence is a unit. `documents`: what counts is which concepts a document relates;
   * a pair of concepts is asked in each sentence that mentions both.
   */
  readonly level: 'mentions' | 'documents';
}

/** Whether one text follows from another. */
export interface InferenceTask {
  readonly kind: 'inference';
  /** `pair`: both are short, one call. `text`: the first is checked sentence by sentence, as `bionote check` does. */
  readonly way: 'pair' | 'text';
  /** Which of the corpus's records are meant: pairs, or texts with a question, which stands for the hypothesis. */
  readonly records: 'pair' | 'labelled';
  /** Whether only what the annotators pointed at is the premise, where they did. */
  readonly evidenceOnly?: boolean;
  /** The corpus's label for each judgement; a judgement without one answers none of the corpus's labels. */
  readonly labels: Readonly<Partial<Record<NliLabel, string>>>;
}

export type Task = EntityTask | RelationTask | InferenceTask;

/** A part of a corpus and what is measured on it. */
export interface DataSet {
  readonly name: string;
  /** Name of the corpus in the catalogue; absent where the records come from a file of the user's. */
  readonly corpus?: string;
  /** The part that is measured where nobody says otherwise. */
  readonly split: Split;
  readonly task: Task;
  /** What has to be known to read the figures. */
  readonly remarks: readonly string[];
}

/** How a pair without a relation is labelled. */
export const noRelation = 'none';
