import { inReadableCase } from '../letter-case.js';
import type { ModelProfile } from '../profile.js';
import type { Call } from '../task.js';
import { encoderNliCall } from './encoder.js';
import { jsonNliCall } from './json.js';
import type { Judgement } from './judgement.js';
import { medtunedNliCall } from './medtuned.js';
import { starterNliCall } from './starter.js';
import type { StatementContexts } from './statement-contexts.js';

/**
 * Asks whether `premise` entails or contradicts `hypothesis`. The reading's value is `undefined` if the
 * reply cannot be used. Statements longer than a sentence should be are cut.
 *
 * @returns `undefined` if the model does not compare statements at all.
 */
export function nliCall(
  premise: string,
  hypothesis: string,
  profile: ModelProfile,
  contexts: StatementContexts = {},
): Call<Judgement | undefined> | undefined {
  const [first, second] = [inReadableCase(premise, profile), inReadableCase(hypothesis, profile)];
  switch (profile.dialect) {
    case 'json':
      return jsonNliCall(first, second, contexts);
    case 'medtuned':
      return medtunedNliCall(first, second, profile.wrapper ?? 'evaluation');
    case 'starter':
      return starterNliCall(first, second);
    case 'encoder':
      return encoderNliCall(premise, hypothesis, profile);
  }
}
