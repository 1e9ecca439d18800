import { mostProbable } from '../most-probable.js';
import { assertions, type Assertion, type Mention } from '../ner/entity.js';
import type { NerInput } from '../ner/ner-input.js';
import type { ModelProfile } from '../profile.js';
import { hasAssertion } from '../schemas.js';
import type { QuestionCall } from '../task.js';

const version = 'encoder-assertion-1';

/**
 * Asks an encoder for the assertion of a problem, marked in its sentence below the heading. `undefined` if it does
 * not judge assertion, or if the assertion of the mention is known or impossible.
 *
 * @param mention its span is relative to the sentence.
 */
export function encoderAssertionCall(
  { text, heading = '' }: Pick<NerInput, 'text' | 'heading'>,
  mention: Mention,
  { encoder }: ModelProfile,
): QuestionCall<Assertion | undefined> | undefined {
  const labels = assertions.filter((label) => encoder?.labels.assertion?.includes(label));
  if (labels.length === 0 || mention.assertion !== undefined || !hasAssertion(mention.type)) return undefined;
  return {
    question: {
      task: 'assertion',
      dialect: 'encoder',
      version,
      kind: 'label',
      output: 'assertion',
      first: heading,
      second: text,
      head: mention.span,
    },
    read: (answer) => {
      const { value, problems } = mostProbable(answer, labels);
      return { value: labels.find((label) => label === value?.label), problems };
    },
  };
}
