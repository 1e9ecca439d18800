import { mostProbable } from '../most-probable.js';
import { assertions, type Assertion, type Mention } from '../ner/entity.js';
import type { NerInput } from '../ner/ner-input.js';
import type { ModelProfile } from '../profile.js';
import { hasAssertion } from '../schemas.js';
import type { QuestionCall } from '../task.js';
import { isLifelong } from './lifelong.js';

const version = 'encoder-assertion-2';

/**
 * Asks an encoder for the assertion of a problem, marked in its sentence below the heading. `undefined` if it does
 * not judge assertion, or if the assertion of the mention is known or impossible. A disease for life is not history.
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
  const problem = text.slice(mention.span.start, mention.span.end);
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
      const label = labels.find((each) => each === value?.label);
      const stays = label === 'history' && isLifelong(problem, text);
      return { value: stays ? 'present' : label, problems };
    },
  };
}
