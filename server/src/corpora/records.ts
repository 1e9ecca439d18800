import type { Span } from '../note/span.js';

/** Which part of a corpus a record belongs to, as its publishers divided it. */
export type Split = 'train' | 'dev' | 'test';

/** What every record says of where it comes from. */
export interface Origin {
  /** The same in every run: corpus, split and place, such as `BC5CDR/train/12`. */
  readonly id: string;
  /** Name of the corpus, such as `BC5CDR`. */
  readonly source: string;
  readonly split: Split;
  /** The document that it is a part of; records of one document must not be divided between splits. */
  readonly document: string;
}

/** A mention as the corpus marks it. */
export interface GoldMention {
  /** Unique in its text. */
  readonly id: string;
  /** In the corpus's own word, such as `Chemical` or `Disease_disorder`. */
  readonly type: string;
  /** In order, offsets into the text in UTF-16 code units; more than one where the mention is discontinuous. */
  readonly spans: readonly [Span, ...Span[]];
  /** Identifiers of the concept, such as MeSH codes. */
  readonly concepts?: readonly string[];
  /** In the corpus's own word, such as `absent`, where it says whether a problem is there. */
  readonly assertion?: string;
}

/** A typed pair of mentions, by their ids; or of concepts, where the corpus relates these within a document. */
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
}

/** Two texts and how the second follows from the first: premise and hypothesis, or two questions. */
export interface LabelledPair extends Origin {
  readonly kind: 'pair';
  readonly premise: string;
  readonly hypothesis: string;
  readonly label: string;
  /** The part of a long premise that the annotators pointed at. */
  readonly evidence?: string;
}

/** A text, perhaps a question about it, and a label. */
export interface LabelledText extends Origin {
  readonly kind: 'labelled';
  readonly text: string;
  readonly question?: string;
  readonly label: string;
}

/** Something given and something to be written: an answer, or a note from a dialogue. */
export interface WrittenText extends Origin {
  readonly kind: 'written';
  /** What is asked: a question, or the part of a note that is wanted. */
  readonly request: string;
  readonly given: string;
  readonly written: string;
}

/** One labelled unit of a corpus. */
export type CorpusRecord = AnnotatedText | LabelledPair | LabelledText | WrittenText;

/** What is wrong with a piece of a corpus file; the reader went on behind it. */
export interface CorpusProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What a reader of the summary counts by, such as `span-outside-text`. */
  readonly code: string;
  /** For a person. */
  readonly message: string;
}

/** What a reader gives, piece by piece, so that no corpus has to fit into memory. */
export type CorpusItem = { readonly record: CorpusRecord } | { readonly problem: CorpusProblem };

/** What may be done with weights trained on a corpus. */
export interface Licence {
  /** SPDX identifier where there is one, such as `CC-BY-4.0`; else a short name. */
  readonly name: string;
  /** Whether weights trained on it may be shipped. */
  readonly open: boolean;
}

/** A corpus that BioNote can read. */
export interface Corpus {
  readonly name: string;
  readonly licence: Licence;
  /** Which splits the corpus itself has. */
  readonly splits: readonly Split[];
  /** The part that figures are measured on, where that is not the test part. */
  readonly measured?: Split;
  /** Entity types, relation types or labels that are its own. */
  readonly labels: readonly string[];
  /**
   * Reads a split as a stream.
   *
   * @param folder where the corpora lie unpacked.
   */
  read(folder: string, split: Split): AsyncIterable<CorpusItem>;
}
