import { labelAlternatives, readTokenLabel } from '../label-reply.js';
import type { Mention } from '../ner/entity.js';
import { splitWords } from '../ner/words.js';
import type { RelationType } from '../schema.js';
import type { PromptCall, Reply } from '../task.js';
import { cutAt, markerOf } from './marking.js';
import { relationsVersion, verdictOf, type RelationVerdict } from './verdict.js';

/** The relation codes that the starter model has a token for. */
const starterCodes: ReadonlySet<string> = new Set(
  'TrIP TrWP TrCP TrAP TrNAP TeRP TeCP PIP CID CPR:3 CPR:4 CPR:5 CPR:6 CPR:9'.split(' '),
);

/**
 * Asks the starter model: one token answers, and all the allowed labels' probabilities are read from the
 * alternatives at it. Codes that the model was not trained on are never answered.
 */
export function starterRelationCall(
  sentence: string,
  head: Mention,
  tail: Mention,
  types: readonly RelationType[],
): PromptCall<RelationVerdict | undefined> {
  const codes = types.map(({ code }) => code).filter((code) => starterCodes.has(code));
  const labels = [...codes, 'none'].map((name) => `/${name}`);
  const { before, first, between, second, after } = cutAt(sentence, head, tail);
  const words = [
    ...splitWords(before).map(({ text }) => text),
    markerOf(first),
    ...splitWords(between).map(({ text }) => text),
    markerOf(second),
    ...splitWords(after).map(({ text }) => text),
  ];
  return {
    prompt: {
      task: 'relations',
      dialect: 'starter',
      version: relationsVersion,
      mode: 'raw',
      prefix: 'Relation:\n',
      input: `${words.map((word) => ` ${word}`).join('')}\nLabel:`,
      // The label and the end of the sequence.
      maxTokens: 2,
      topLogprobs: labelAlternatives,
    },
    read: (reply: Reply) => {
      const { value, problems } = readTokenLabel(reply, labels);
      return verdictOf({ value: value && { ...value, label: value.label.slice(1) }, problems }, types);
    },
  };
}
