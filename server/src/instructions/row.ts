import type { Licence, Split } from '../corpora/records.js';

/** The task groups of the Llama2-MedTuned and BioInstruct papers. */
export const instructionTasks = [
  'ner',
  'relations',
  'nli',
  'classification',
  'qa',
  'information-extraction',
  'generation',
] as const;

export type InstructionTask = (typeof instructionTasks)[number];

/** The product dialect in which inputs and outputs of NER, relations and NLI are written. */
export const rowFormats = ['medtuned', 'json'] as const;

export type RowFormat = (typeof rowFormats)[number];

/**
 * The wordings of instructions: `varied` for a model that should understand them, `product` for one that will
 * only serve this product.
 */
export const rowWordings = ['varied', 'product'] as const;

export type RowWordings = (typeof rowWordings)[number];

/** A row of the instruction data, as in a line of JSON. */
export interface InstructionRow {
  readonly instruction: string;
  /** Empty if the instruction says everything. */
  readonly input: string;
  readonly output: string;
  readonly task: InstructionTask;
  /** Name of the corpus. */
  readonly source: string;
  readonly split: Split;
  /**
   * Id of the record, plus the sentence if it is a document, plus what is asked: `BC5CDR/train/9#ner:disease`.
   */
  readonly id: string;
  readonly licence: string;
}

/** A row with the texts of its record that are checked for leaks. */
export interface Candidate {
  readonly row: InstructionRow;
  /** The texts or sentences that the row shows. */
  readonly shown: readonly string[];
  readonly document: string;
}

/** Why an item of a corpus did not become a row, or only in part. */
export interface Dropped {
  /** The code that the summary counts by. */
  readonly code:
    | 'across-sentences'
    | 'discontinuous'
    | 'leaked'
    | 'not-reviewed'
    | 'overlapping'
    | 'reserved-words'
    | 'span-lost'
    | 'too-long'
    | 'unread';
  readonly id: string;
}

/** A row, or why there is none. */
export type Made = { readonly candidate: Candidate } | { readonly dropped: Dropped };

/** Options for making rows. */
export interface MakeOptions {
  readonly format: RowFormat;
  /** Instructions in all wordings, or exactly as the product asks. */
  readonly wordings: RowWordings;
  /** The same seed gives the same rows, whatever else is built. */
  readonly seed: number;
  readonly licence: Licence;
  /** The share of sentences without a requested type to keep, for corpora with several types; 0 to 1. */
  readonly emptyShare: number;
  /** False to make every possible row, so that rows can be looked up among them. */
  readonly sampled: boolean;
}
