import type { Span } from '../note/span.js';
import type { Cue } from './nli/cues.js';

/**
 * What an encoder is asked. An encoder writes no text: it tags the words of a text, labels a text or a pair of texts,
 * or places a text among others by its meaning.
 */
export type Question = TagsQuestion | LabelQuestion | EmbeddingQuestion;

/** What a question is about; part of every cache key, together with the question. */
interface Asked {
  readonly task: 'ner' | 'assertion' | 'relations' | 'nli' | 'similarity';
  readonly dialect: 'encoder';
  /** Changes whenever the form of the question or the reading of its answer does. */
  readonly version: string;
}

/** Which words of a text name entities? */
export interface TagsQuestion extends Asked {
  readonly kind: 'tags';
  readonly text: string;
  /** Names of the heads to read, see {@link EncoderSkills.heads}. */
  readonly heads: readonly string[];
}

/** What an encoder that judges can label. */
export const labelOutputs = ['assertion', 'relation', 'inference'] as const;

export type LabelOutput = (typeof labelOutputs)[number];

/** Which label has the second text, seen together with the first? */
export interface LabelQuestion extends Asked {
  readonly kind: 'label';
  readonly output: LabelOutput;
  /** A heading or a premise; may be empty. */
  readonly first: string;
  readonly second: string;
  /** Mentions that are marked for the model, relative to `second`; they do not overlap. */
  readonly head?: Span;
  readonly tail?: Span;
}

/** What does a text mean, as a direction in space? */
export interface EmbeddingQuestion extends Asked {
  readonly kind: 'embedding';
  readonly text: string;
}

/** A run of words that an encoder takes for one entity. */
export interface TaggedSpan {
  readonly span: Span;
  /** The head that says so, and its name for the type. */
  readonly head: string;
  readonly label: string;
  /** That of the least certain word, 0 to 1. */
  readonly probability: number;
}

/** What an encoder answers to each kind of question. */
export type EncoderAnswer =
  | { readonly kind: 'tags'; readonly mentions: readonly TaggedSpan[] }
  /** The probabilities of all labels of the output add up to 1. */
  | { readonly kind: 'label'; readonly probabilities: Readonly<Record<string, number>> }
  /** Whole numbers from -127 to 127: only the direction counts. */
  | { readonly kind: 'embedding'; readonly direction: readonly number[] };

/** An entity head of an encoder: labels that exclude each other. */
export interface EntityHead {
  readonly name: string;
  /** The schema that the head was trained for, where it was for one. */
  readonly schema?: string;
  /** Each of its labels with the entity types that it can mean, the best first. */
  readonly labels: readonly { readonly name: string; readonly types: readonly string[] }[];
}

/** From which probability on an encoder's answers are worth showing, as measured for this model. */
export interface EncoderThresholds {
  readonly relation?: number;
  readonly contradiction?: number;
  /** In its place for the pairs that a cue proposed: a model may be right about some kinds and wrong about others. */
  readonly contradictionBy?: Readonly<Partial<Record<Cue, number>>>;
  /** For a statement; against it as well if there is no `refutation`. */
  readonly evidence?: number;
  /** Against a statement. */
  readonly refutation?: number;
  /** The cosine from which a sentence is near enough to a statement to be compared with it. */
  readonly relevance?: number;
}

/** What an encoder can be asked. */
export interface EncoderSkills {
  /** Empty if it finds no entities. */
  readonly heads: readonly EntityHead[];
  /** The labels of each output that the model has. */
  readonly labels: Readonly<Partial<Record<LabelOutput, readonly string[]>>>;
  readonly embeds: boolean;
  readonly thresholds: EncoderThresholds;
}
