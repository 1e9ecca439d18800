import type { EncoderSkills, Question } from '../../tasks/question.js';
import { ModelError } from '../error.js';
import type { ModelErrorCode } from '../error-code.js';
import type { EncoderRuntime } from './runtime.js';

/** How long a model may take to load and to answer, in milliseconds. */
const patience = 60_000;

const sentence = 'The patient has a fever.';

/**
 * Asks an encoder one question about one sentence of BioNote's own, and ends the encoder.
 *
 * @param open gives the encoder; it may fail too.
 * @throws the reason of `signal`.
 */
export async function probeEncoder(
  open: () => Promise<EncoderRuntime>,
  signal: AbortSignal,
): Promise<'answered' | ModelErrorCode> {
  const limit = AbortSignal.timeout(patience);
  let runtime: EncoderRuntime | undefined;
  try {
    runtime = await open();
    await runtime.encode(questionFor(runtime.profile.encoder), AbortSignal.any([signal, limit]));
    return 'answered';
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) return 'timeout';
    return error instanceof ModelError ? error.code : 'server-error';
  } finally {
    await runtime?.dispose();
  }
}

/** Something that an encoder with these skills can answer. */
function questionFor(skills: EncoderSkills | undefined): Question {
  const asked = { dialect: 'encoder', version: 'probe' } as const;
  const [output] = Object.keys(skills?.labels ?? {}) as (keyof EncoderSkills['labels'])[];
  if (skills?.heads.length === 0 && output !== undefined) {
    return { ...asked, kind: 'label', task: 'nli', output, first: sentence, second: sentence };
  }
  if (skills?.heads.length === 0) return { ...asked, kind: 'embedding', task: 'similarity', text: sentence };
  const heads = (skills?.heads ?? []).map(({ name }) => name);
  return { ...asked, kind: 'tags', task: 'ner', text: sentence, heads };
}
