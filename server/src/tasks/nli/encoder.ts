import { mostProbable } from '../most-probable.js';
import type { ModelProfile } from '../profile.js';
import type { QuestionCall } from '../task.js';
import { nliLabels, type Judgement } from './judgement.js';
import { inTermsOf, namesMattersOf } from './terms/in-terms-of.js';
import { judgementOf, statementOf } from './verdict.js';

const version = 'encoder-nli-2';

/**
 * Asks an encoder, which reads the two statements together, the premise in the terms of the hypothesis. `undefined` if it
 * does not compare statements.
 */
export function encoderNliCall(
  premise: string,
  hypothesis: string,
  { encoder }: ModelProfile,
): QuestionCall<Judgement | undefined> | undefined {
  if (encoder?.labels.inference === undefined) return undefined;
  const [said, asked] = [statementOf(premise), statementOf(hypothesis)];
  return {
    question: {
      task: 'nli',
      dialect: 'encoder',
      version,
      kind: 'label',
      output: 'inference',
      first: inTermsOf(asked, said),
      second: asked,
    },
    read: (answer) => {
      const reading = judgementOf(mostProbable(answer, nliLabels));
      const isUnsaid = reading.value?.label === 'entailment' && !namesMattersOf(asked, said);
      return isUnsaid ? { ...reading, value: { label: 'neutral' } } : reading;
    },
  };
}
