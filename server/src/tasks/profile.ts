import type { MedtunedWrapper } from './medtuned-wrapper.js';
import type { MeasuredProfile } from './measured.js';
import type { EncoderSkills } from './question.js';
import type { Dialect } from './task.js';

/** How BioNote talks to a model: found by its family, or set by the user. */
export interface ModelProfile {
  readonly dialect: Dialect;
  /** `medtuned` only: how instruction and input are joined. */
  readonly wrapper?: MedtunedWrapper;
  /** Tokens; the same for every request, because a change reloads the model. */
  readonly contextLength: number;
  /** Whether it can put an explanation into words. */
  readonly explains: boolean;
  /**
   * Whether a statement is compared only with sentences that share a concept with it: true of a model that was
   * taught to tell what agrees from what does not, and hardly what has nothing to do with each other.
   */
  readonly comparesRelatedOnly?: boolean;
  /** Whether a sentence in capitals is put to it in lower case: true of a model that was taught none. */
  readonly foldsCase?: boolean;
  /** Which NER type lists it was trained on, where it knows no others. */
  readonly entityTypes?: readonly (readonly string[])[];
  /** Dialect `encoder` only: what it can be asked. */
  readonly encoder?: EncoderSkills;
  /** What was measured of the model on this machine; absent: nothing. */
  readonly measured?: MeasuredProfile;
}
