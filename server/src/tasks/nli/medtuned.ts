import { labelAlternatives, readLineLabel } from '../label-reply.js';
import { medtunedStops, wrapMedtuned, type MedtunedWrapper } from '../medtuned-wrapper.js';
import type { PromptCall, Reply } from '../task.js';
import type { Judgement } from './judgement.js';
import { judgementOf, nliVersion, statementOf } from './verdict.js';

const labels = ['Entailment', 'Neutral', 'Contradiction'];

const instruction =
  'Read the two clinical sentences. Decide whether the second follows from the first (Entailment), cannot be true ' +
  'if the first is (Contradiction), or may be either (Neutral). Answer with that one word.';

/** Asks a Llama2-MedTuned model (Rohanian et al. 2024). */
export function medtunedNliCall(
  premise: string,
  hypothesis: string,
  wrapper: MedtunedWrapper,
): PromptCall<Judgement | undefined> {
  return {
    prompt: {
      task: 'nli',
      dialect: 'medtuned',
      version: nliVersion,
      mode: 'raw',
      ...wrapMedtuned(
        instruction,
        `Sentence 1: ${statementOf(premise)}\nSentence 2: ${statementOf(hypothesis)}`,
        wrapper,
      ),
      maxTokens: 12,
      stop: medtunedStops,
      topLogprobs: labelAlternatives,
    },
    read: (reply: Reply) => judgementOf(readLineLabel(reply, labels)),
  };
}
