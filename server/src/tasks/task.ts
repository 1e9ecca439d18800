import type { EncoderAnswer, Question } from './question.js';

/** What a model is asked to do with a piece of text. */
export type TaskName =
  | 'ner'
  | 'relations'
  | 'nli'
  | 'explanation'
  | 'answer'
  | 'summary'
  | 'medications'
  | 'coreference'
  | 'dialogue'
  | 'classification';

/**
 * How a task speaks to a family of models: `json` for any instruct model with structured output, `medtuned` for the
 * format of Llama2-MedTuned, `starter` for the starter model, `encoder` for a model that answers a {@link Question}
 * and writes nothing.
 */
export type Dialect = 'json' | 'medtuned' | 'starter' | 'encoder';

/** The dialects of models that write. */
export const dialects: readonly Exclude<Dialect, 'encoder'>[] = ['json', 'medtuned', 'starter'];

/** A JSON Schema object, as structured output takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One call to a model. The parts that stay the same from unit to unit come first, so engines can reuse them. */
export interface Prompt {
  readonly task: TaskName;
  readonly dialect: Exclude<Dialect, 'encoder'>;
  /** Changes whenever the wording or the format changes; part of every cache key. */
  readonly version: string;
  /** The constant beginning: the system message of a chat, or the head of a raw prompt. */
  readonly prefix: string;
  /** What differs from unit to unit; it follows `prefix`. */
  readonly input: string;
  /** `chat` goes through the model's chat template; `raw` is sent as `prefix + input`, untouched. */
  readonly mode: 'chat' | 'raw';
  /** The shape that the reply must have; chat only. */
  readonly format?: JsonSchema;
  /** The most tokens that a right answer can need. */
  readonly maxTokens: number;
  readonly stop?: readonly string[];
  /** How many alternatives to report at each token; absent if no probabilities are wanted. */
  readonly topLogprobs?: number;
}

/** One generated token with its log-probability and, where asked for, the likeliest alternatives (itself among them). */
export interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
  readonly top: readonly { readonly token: string; readonly logprob: number }[];
}

/** What came back from a model, whole. Untrusted: readers check everything. */
export interface Reply {
  readonly text: string;
  /** Empty if the engine gives no log-probabilities. */
  readonly tokens: readonly TokenLogprob[];
  /** `length` when the token limit or a loop cut the reply. */
  readonly finish: 'stop' | 'length';
}

/** Why a reply, or a part of it, could not be used. Codes, not text of the note: safe to log. */
export interface ReplyProblem {
  readonly code:
    'not-json' | 'cut' | 'schema' | 'unknown-label' | 'not-in-text' | 'misaligned' | 'empty' | 'looping';
  /** How many items of the reply it concerns. */
  readonly count: number;
}

/** What a reader makes of a reply. Readers never throw: what cannot be used is counted in `problems`. */
export interface Reading<T> {
  readonly value: T;
  readonly problems: readonly ReplyProblem[];
}

/** One call of a task: what to ask, and how to read the answer. */
export type Call<T> = PromptCall<T> | QuestionCall<T>;

/** A call to a model that writes. */
export interface PromptCall<T> {
  readonly prompt: Prompt;
  /** Never throws. */
  read(reply: Reply): Reading<T>;
  /**
   * The call that continues from the correct part of a reply if the rest is wrong; absent, or `undefined`, if the
   * reply is to be read as it is. It terminates: each call continues from a later point, or has no such method.
   */
  resume?(reply: Reply): PromptCall<T> | undefined;
}

/** A call to an encoder. */
export interface QuestionCall<T> {
  readonly question: Question;
  /** Never throws. */
  read(answer: EncoderAnswer): Reading<T>;
}

/** What a call asks. */
export function askedBy(call: Call<unknown>): Prompt | Question {
  return 'question' in call ? call.question : call.prompt;
}

/** Whether it is a question to an encoder, and not a prompt. */
export function isQuestion(asked: Prompt | Question): asked is Question {
  return asked.dialect === 'encoder';
}
