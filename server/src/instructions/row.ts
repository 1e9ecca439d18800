import type { Licence, Split } from '../corpora/records.js';

/** What a row teaches: the groups of the Llama2-MedTuned and BioInstruct papers. */
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

/** How inputs and outputs of NER, relations and NLI are written: one of the product's own dialects. */
export const rowFormats = ['medtuned', 'json'] as const;

export type RowFormat = (typeof rowFormats)[number];

/** Which wordings instructions have: `varied` for a model that is to understand them, `product` for one that is to serve this product alone. */
export const rowWordings = ['varied', 'product'] as const;

export type RowWordings = (typeof rowWordings)[number];

/** A row of the instruction data, as a line of JSON holds it. */
export interface InstructionRow {
  readonly instruction: string;
  /** Empty where the instruction says all. */
  readonly input: string;
  readonly output: string;
  readonly task: InstructionTask;
  /** Name of the corpus. */
  readonly source: string;
  readonly split: Split;
  /** That of the record, the sentence of it where it is a document, and what is asked: `BC5CDR/train/9#ner:disease`. */
  readonly id: string;
  readonly licence: string;
}

/** A row, and the texts of its record by which a leak is found. */
export interface Candidate {
  readonly row: InstructionRow;
  /** Whole texts or sentences that the row shows. */
  readonly shown: readonly string[];
  readonly document: string;
}

/** Why something of a corpus did not become a row, or not wholly. */
export interface Dropped {
  /** What the summary counts by. */
  readonly code:
    | 'across-sentences'
    | 'discontinuous'
    | 'leaked'
    | 'overlapping'
    | 'reserved-words'
    | 'span-lost'
    | 'too-long'
    | 'unread';
  readonly id: string;
}

/** What a maker of rows gives. */
export type Made = { readonly candidate: Candidate } | { readonly dropped: Dropped };

/** What makers of rows are told. */
export interface MakeOptions {
  readonly format: RowFormat;
  /** Instructions in all their wordings, or word for word as the product asks. */
  readonly wordings: RowWordings;
  /** Rows are the same for the same seed, whatever else is built. */
  readonly seed: number;
  readonly licence: Licence;
  /** Of sentences that hold nothing of the types asked for, the share that is kept where a corpus has several types; 0 to 1. */
  readonly emptyShare: number;
  /** False where everything is wanted that could be a row, so that rows can be looked up among it. */
  readonly sampled: boolean;
}
