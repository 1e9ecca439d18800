import type { LabelOutput } from '../../tasks/question.js';

/** What the engine's process needs to know of a model that tags words, beside its files. */
export interface TaggerLayout {
  /** Path of its ONNX file. */
  readonly model: string;
  /** The most word pieces that the model reads at once, the two special ones included. */
  readonly longest: number;
  /** Side by side in the last dimension of the model's `logits`. */
  readonly heads: readonly HeadLayout[];
}

/** One classifier among those of a tagger: its labels exclude each other. */
export interface HeadLayout {
  readonly name: string;
  /** Index of its first label. */
  readonly offset: number;
  /** As the model names them, such as `B-problem`. */
  readonly labels: readonly string[];
  /** Types of which two entities never touch. */
  readonly apart: readonly string[];
  /** Divides the logits; 1 changes nothing. */
  readonly temperature: number;
  /** Mentions below this probability are left out, by the type that the labels name. */
  readonly thresholds: Readonly<Record<string, number>>;
}

/** What the engine's process needs to know of a model that labels pairs and places sentences by meaning. */
export interface JudgeLayout {
  /** Path of its ONNX file. */
  readonly model: string;
  readonly longest: number;
  /** Of each output that the model has, in the order of its logits. */
  readonly labels: Readonly<Partial<Record<LabelOutput, readonly string[]>>>;
  readonly temperature: Readonly<Partial<Record<LabelOutput, number>>>;
  /** Token ids before and behind a marked mention. */
  readonly markers: Readonly<Record<'head' | 'tail', readonly [number, number]>>;
  readonly embeds: boolean;
}

/** The models of an encoder folder; it may lack one. */
export interface EncoderLayout {
  /** Path of `tokenizer.json`, by which both read words. */
  readonly tokenizer: string;
  readonly entities?: TaggerLayout;
  readonly judge?: JudgeLayout;
}
