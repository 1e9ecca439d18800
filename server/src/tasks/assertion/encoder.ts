import { mostProbable } from '../most-probable.js';
import { assertions, type Assertion, type Mention } from '../ner/entity.js';
import type { NerInput } from '../ner/ner-input.js';
import type { ModelProfile } from '../profile.js';
import { hasAssertion } from '../schemas.js';
import type { QuestionCall } from '../task.js';

const version = 'encoder-assertion-1';

/**
 * Asks an encoder what is said of a problem, which it sees marked in its sentence, below the heading. `undefined`
 * where it does not judge that, and for a mention whose assertion is known or that can have none.
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
