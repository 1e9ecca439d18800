import type { Split } from '../../corpora/records.js';
import type { NliLabel } from '../../tasks/nli/judgement.js';
import type { Schema } from '../../tasks/schema.js';

/**
 * How a corpus divides its texts: into sentences, which are asked as they are, or not, so that BioNote divides
 * them.
 */
export type Units = 'sentences' | 'documents';

/** Entities: which of the corpus's types become which of the schema's. */
export interface EntityTask {
  readonly kind: 'entities';
  readonly units: Units;
  readonly schema: Schema;
  /** By the corpus's name of the type; other types are not gold in this data set. */
  readonly types: ReadonlyMap<string, string>;
  /** Types that are also scored together, under a name of their own. */
  readonly groups?: readonly { readonly name: string; readonly types: readonly string[] }[];
}

/** Relations between given mentions. */
export interface RelationTask {
  readonly kind: 'relations';
  readonly units: Units;
  readonly schema: Schema;
  readonly types: ReadonlyMap<string, string>;
  /** By the corpus's own name of the relation, the schema's code; {@link noRelation} for annotated negatives. */
  readonly labels: ReadonlyMap<string, string>;
  /**
   * `mentions`: each pair in a sentence is a unit. `documents`: the unit is a pair of concepts that a document
   * relates, asked about in each sentence that mentions both.
   */
  readonly level: 'mentions' | 'documents';
}

/** Whether one text follows from another. */
export interface InferenceTask {
  readonly kind: 'inference';
  /**
   * `pair`: both are short, one call. `text`: the first is checked sentence by sentence, like `bionote check`.
   */
  readonly way: 'pair' | 'text';
  /** Which records of the corpus to use: pairs, or texts with a question, which stands for the hypothesis. */
  readonly records: 'pair' | 'labelled';
  /** Whether the premise is only what the annotators selected, if they did. */
  readonly evidenceOnly?: boolean;
  /** The corpus's label for each judgement. A judgement without one matches none of the corpus's labels. */
  readonly labels: Readonly<Partial<Record<NliLabel, string>>>;
}

/** A question about a text, with answers to choose from. */
export interface QuestionTask {
  readonly kind: 'questions';
  /** The answers, where the records do not bring their own. */
  readonly choices: readonly string[];
}

/** A note from a dialogue. */
export interface WritingTask {
  readonly kind: 'writing';
  /** Whether the note is whole, with the titles of its sections, or one section's text. */
  readonly titles: boolean;
}

/** Which of the given mentions of a text speak of the same thing. */
export interface CoreferenceTask {
  readonly kind: 'coreference';
  /** The relation that joins two mentions of one thing. */
  readonly relation: string;
  /** The corpus's types of the mentions that are offered. */
  readonly types: readonly string[];
}

/** The drugs of a note, with their status. */
export interface MedicationTask {
  readonly kind: 'medications';
}

/** Which of several labels apply to a text: none, one or several. */
export interface ClassificationTask {
  readonly kind: 'classification';
  readonly labels: readonly string[];
}

/** The sentences of a note that decide a statement: those that a check names, or those behind an answer. */
export interface CitationTask {
  readonly kind: 'citations';
  readonly way: 'check' | 'ask';
}

/** What only a model can be asked for, not another system's file of predictions. */
export type NoteTask = WritingTask | CoreferenceTask | MedicationTask | ClassificationTask | CitationTask;

export type Task = EntityTask | RelationTask | InferenceTask | QuestionTask | NoteTask;

/** A part of a corpus and what is measured on it. */
export interface DataSet {
  readonly name: string;
  /** Name of the corpus in the catalog; absent if the records come from the user's file. */
  readonly corpus?: string;
  /** The part to measure by default. */
  readonly split: Split;
  readonly task: Task;
  /** What readers of the figures need to know. */
  readonly remarks: readonly string[];
}

/** The label of a pair without a relation. */
export const noRelation = 'none';
