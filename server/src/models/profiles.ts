import type { Settings } from '../shared/protocol.js';
import type { ModelProfile } from '../tasks/profile.js';
import type { EncoderSkills } from '../tasks/question.js';
import type { Dialect } from '../tasks/task.js';
import type { ModelInfo } from './runtime.js';

/** Name of the starter model, in Ollama and embedded: a small model for tests, which does not ship. */
export const starterName = 'bionote-starter';

/** Type lists that the starter model was trained on, each with its order. */
const starterTypes = [
  ['problem', 'treatment', 'test', 'anatomy', 'value', 'dosage'],
  ['chemical', 'disease'],
  ['disease'],
  ['gene'],
  ['gene', 'species', 'cell'],
  ['anatomy'],
] as const;

/** Entity types in the training data of Llama2-MedTuned (Rohanian et al. 2024), by corpus. */
const medtunedTypes = [
  ['occurrence', 'problem', 'test', 'treatment', 'evidential', 'clinical_dept'],
  ['disease'],
  ['chemical'],
  ['gene'],
  // JNLPBA, whose types were merged into one.
  ['protein'],
] as const;

/** What is known of a family of models, found by its name. */
interface Family {
  readonly names: RegExp;
  readonly dialect: Dialect;
  /** The entity types it was trained on, where it was trained on certain ones only. */
  readonly entityTypes?: ModelProfile['entityTypes'];
}

/** The first that matches counts; what matches none is a general instruct model. */
const families: readonly Family[] = [
  // What a base was tuned to comes before what the base itself is, as in `bionote-starter-medtuned`.
  // A model tuned elsewhere on rows of this kind may know more types than the published one.
  { names: /llama-?2-?med-?tuned/i, dialect: 'medtuned', entityTypes: medtunedTypes },
  { names: /med-?tuned/i, dialect: 'medtuned' },
  { names: /bionote-starter|seedling/i, dialect: 'starter' },
];

/** What each dialect needs; `context` bounds the context length where the models were trained on less. */
const parameters: Record<
  Dialect,
  Omit<ModelProfile, 'dialect' | 'contextLength'> & { readonly context?: number }
> = {
  json: { explains: true },
  encoder: { explains: false, context: 512 },
  // Llama 2 reads 4,096 tokens; its tuning rows are far shorter.
  medtuned: { explains: false, context: 4096 },
  starter: {
    explains: false,
    context: 1024,
    entityTypes: starterTypes,
    comparesRelatedOnly: true,
    foldsCase: true,
  },
};

/**
 * How to talk to a model.
 *
 * @param settings `dialect` other than `auto` overrides what the name says; `contextLength` in tokens is lowered
 *   to what the model can take.
 */
export function profileFor(
  model: ModelInfo,
  settings: { dialect: Settings['dialect']; contextLength: number },
): ModelProfile {
  const { dialect, wrapper } = spoken(model, settings.dialect);
  const { context, ...profile } = parameters[dialect];
  const family = familyOf(model);
  const learned = family.entityTypes;
  const limits = [settings.contextLength, context, model.contextLength];
  return {
    ...profile,
    ...(learned && family.dialect === dialect && { entityTypes: learned }),
    // The starter model has learned labels only, in whatever dialect it is spoken to.
    explains: profile.explains && family.dialect !== 'starter',
    dialect,
    ...(wrapper && { wrapper }),
    contextLength: Math.min(...limits.filter((limit) => limit !== undefined)),
  };
}

/** How to talk to an encoder that can be asked so much. */
export function encoderProfile(encoder: EncoderSkills): ModelProfile {
  const { context, ...profile } = parameters.encoder;
  const known = encoder.heads.map(({ labels }) => labels.flatMap(({ types }) => types));
  return {
    ...profile,
    dialect: 'encoder',
    contextLength: context ?? 0,
    entityTypes: known,
    encoder,
  };
}

function spoken(model: ModelInfo, setting: Settings['dialect']): Pick<ModelProfile, 'dialect' | 'wrapper'> {
  if (setting === 'medtuned-training') return { dialect: 'medtuned', wrapper: 'training' };
  return { dialect: setting === 'auto' ? familyOf(model).dialect : setting };
}

function familyOf(model: ModelInfo): Omit<Family, 'names'> {
  const known = families.find(({ names }) => names.test(model.name) || names.test(model.family ?? ''));
  return known ?? { dialect: 'json' };
}
