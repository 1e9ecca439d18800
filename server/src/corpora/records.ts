import type { Span } from '../note/span.js';

/** The part of a corpus that a record belongs to, as divided by its publishers. */
export type Split = 'train' | 'dev' | 'test';

/** The origin of a record. */
export interface Origin {
  /** Stable id: corpus, split and place, such as `BC5CDR/train/12`. */
  readonly id: string;
  /** Name of the corpus, such as `BC5CDR`. */
  readonly source: string;
  readonly split: Split;
  /** The document it belongs to. Records of one document must not be divided between splits. */
  readonly document: string;
}

/** A mention as annotated in the corpus. */
export interface GoldMention {
  /** Unique in its text. */
  readonly id: string;
  /** The corpus's own name, such as `Chemical` or `Disease_disorder`. */
  readonly type: string;
  /** In order; offsets into the text in UTF-16 code units. More than one if the mention is discontinuous. */
  readonly spans: readonly [Span, ...Span[]];
  /** Identifiers of the concept, such as MeSH codes. */
  readonly concepts?: readonly string[];
  /** The corpus's own name, such as `absent`, if it says whether a problem is present. */
  readonly assertion?: string;
}

/** A typed pair of mentions, by id, or of concepts, if the corpus relates concepts within a document. */
export interface GoldRelation {
  readonly type: string;
  readonly head: string;
  readonly tail: string;
  readonly between: 'mentions' | 'concepts';
}

/** A sentence or a document with its entities and relations. */
export interface AnnotatedText extends Origin {
  readonly kind: 'annotated';
  readonly text: string;
  readonly mentions: readonly GoldMention[];
  readonly relations: readonly GoldRelation[];
  /** The parts that somebody has read throughout, so that what is not marked there is none; absent: all. */
  readonly reviewed?: readonly Span[];
}

/** Two texts and the relation of the second to the first: premise and hypothesis, or two questions. */
export interface LabelledPair extends Origin {
  readonly kind: 'pair';
  readonly premise: string;
  readonly hypothesis: string;
  readonly label: string;
  /** The part of a long premise that the annotators selected. */
  readonly evidence?: string;
}

/** A text, perhaps a question about it, and a label. */
export interface LabelledText extends Origin {
  readonly kind: 'labelled';
  readonly text: string;
  readonly question?: string;
  /** Of a question with several answers to choose from; `label` is one of these labels. */
  readonly choices?: readonly { readonly label: string; readonly text: string }[];
  readonly label: string;
}

/** A text and the labels that apply to it, none or several. */
export interface ClassifiedText extends Origin {
  readonly kind: 'classified';
  readonly text: string;
  /** Each once. */
  readonly labels: readonly string[];
}

/** An input and a text to be written: an answer, or a note from a dialogue. */
export interface WrittenText extends Origin {
  readonly kind: 'written';
  /** The request: a question, or the part of a note to write. */
  readonly request: string;
  readonly given: string;
  readonly written: string;
}

/** The status of what is not scored, whether it is listed or not. */
export const anyStatus = 'any';

/** A drug of a note. */
export interface GoldMedication {
  /** Every name that the note has for the drug. */
  readonly names: readonly string[];
  /** {@link anyStatus} for what may be listed or left out, such as a vaccine. */
  readonly status: string;
}

/** A note with what is known about it as a whole. */
export interface NoteRecord extends Origin {
  readonly kind: 'note';
  readonly text: string;
  /** Absent where nobody listed them. */
  readonly medications?: readonly GoldMedication[];
  /** Statements about the note, with the words that decide them; `evidence` is empty for `neutral`. */
  readonly statements: readonly {
    readonly statement: string;
    readonly label: string;
    readonly evidence: string;
  }[];
}

/** One labelled unit of a corpus. */
export type CorpusRecord =
  AnnotatedText | LabelledPair | LabelledText | ClassifiedText | WrittenText | NoteRecord;

/** A problem in a corpus file. The reader skipped the item and continued. */
export interface CorpusProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** A code to count by, such as `span-outside-text`. */
  readonly code: string;
  /** Human-readable. */
  readonly message: string;
}

/** An item that a reader yields, one at a time, so that no corpus has to fit into memory. */
export type CorpusItem = { readonly record: CorpusRecord } | { readonly problem: CorpusProblem };

/** What may be done with weights trained on a corpus. */
export interface Licence {
  /** SPDX identifier if there is one, such as `CC-BY-4.0`; else a short name. */
  readonly name: string;
  /** Whether weights trained on it may be shipped. */
  readonly open: boolean;
}

/** A corpus that BioNote can read. */
export interface Corpus {
  readonly name: string;
  readonly licence: Licence;
  /** The splits of the corpus. */
  readonly splits: readonly Split[];
  /** The part to measure on, if it is not the test part. */
  readonly measured?: Split;
  /** Its own entity types, relation types or labels. */
  readonly labels: readonly string[];
  /**
   * Streams a split.
   *
   * @param folder where the corpora lie unpacked.
   */
  read(folder: string, split: Split): AsyncIterable<CorpusItem>;
}
