import { labelAlternatives, readTokenLabel } from '../label-reply.js';
import { splitWords } from '../ner/words.js';
import type { PromptCall, Reply } from '../task.js';
import { nliLabels, type Judgement } from './judgement.js';
import { judgementOf, nliVersion, statementOf } from './verdict.js';

const labels = nliLabels.map((label) => `/${label}`);

/** Asks the starter model: one token, such as `/contradiction`, answers. */
export function starterNliCall(premise: string, hypothesis: string): PromptCall<Judgement | undefined> {
  return {
    prompt: {
      task: 'nli',
      dialect: 'starter',
      version: nliVersion,
      mode: 'raw',
      prefix: 'Compare:\n',
      input: `${spaced(premise)}\n${spaced(hypothesis)}\nLabel:`,
      // The label and the end of the sequence.
      maxTokens: 2,
      topLogprobs: labelAlternatives,
    },
    read: (reply: Reply) => {
      const { value, problems } = readTokenLabel(reply, labels);
      return judgementOf({ value: value && { ...value, label: value.label.slice(1) }, problems });
    },
  };
}

function spaced(statement: string): string {
  return splitWords(statementOf(statement))
    .map(({ text }) => ` ${text}`)
    .join('');
}
