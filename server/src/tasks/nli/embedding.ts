import type { ModelProfile } from '../profile.js';
import type { QuestionCall } from '../task.js';

const version = 'encoder-embedding-1';

/** Asks an encoder for the direction of a statement's meaning; `undefined` if it has none. */
export function embeddingCall(
  text: string,
  { encoder }: ModelProfile,
): QuestionCall<readonly number[] | undefined> | undefined {
  if (!encoder?.embeds) return undefined;
  return {
    question: { task: 'similarity', dialect: 'encoder', version, kind: 'embedding', text },
    read: (answer) =>
      answer.kind === 'embedding' && answer.direction.length > 0
        ? { value: answer.direction, problems: [] }
        : { value: undefined, problems: [{ code: 'schema', count: 1 }] },
  };
}
