import { labelProbability } from '../label-probability.js';
import { medtunedAnswer, medtunedStops, wrapMedtuned, type MedtunedWrapper } from '../medtuned-wrapper.js';
import { ProblemCount } from '../problems.js';
import type { EntityType, Schema } from '../schema.js';
import type { PromptCall, Reading, Reply } from '../task.js';
import { tokensBetween } from '../token-offsets.js';
import { joinLabels } from './bio.js';
import { alignCopies, type Copy } from './copies.js';
import { corpusTokens } from './corpus-tokens.js';
import type { QuotedMention } from './entity.js';
import type { Word } from './words.js';

export const medtunedNerVersion = 'medtuned-ner-2';

/** The i2b2 2012 types, which the models know as typed tags. */
const typedTags: ReadonlySet<string> = new Set([
  'occurrence',
  'problem',
  'test',
  'treatment',
  'evidential',
  'clinical_dept',
]);

/**
 * The calls that find the entities of `schema` with a Llama2-MedTuned model, which writes `token : label` for each
 * token: one call with typed tags for the types of i2b2 2012 if the schema has two or more of them, and one call for
 * each other type.
 */
export function medtunedNerCalls(
  sentence: string,
  schema: Schema,
  wrapper: MedtunedWrapper,
): PromptCall<readonly QuotedMention[]>[] {
  const typed = schema.entities.filter(({ name }) => typedTags.has(name));
  const together = typed.length > 1 ? typed : [];
  const alone = schema.entities.filter((type) => !together.includes(type));
  const groups = [...(together.length > 0 ? [together] : []), ...alone.map((type) => [type])];
  return groups.map((types) => medtunedCall(sentence, types, wrapper));
}

function medtunedCall(
  sentence: string,
  types: readonly EntityType[],
  wrapper: MedtunedWrapper,
): PromptCall<readonly QuotedMention[]> {
  const words = corpusTokens(sentence);
  return {
    prompt: {
      task: 'ner',
      dialect: 'medtuned',
      version: `${medtunedNerVersion}-${wrapper}`,
      mode: 'raw',
      ...wrapMedtuned(instructionFor(types), words.map(({ text }) => text).join(' '), wrapper),
      // A token costs its own pieces, " : ", a label and the line's end.
      maxTokens: words.reduce(
        (sum, { text }) => sum + Math.ceil(text.length / 2) + (types.length > 1 ? 10 : 6),
        16,
      ),
      stop: medtunedStops,
      topLogprobs: 5,
    },
    read: (reply) => readMedtuned(reply, sentence, words, types),
  };
}

function instructionFor(types: readonly EntityType[]): string {
  const [first] = types;
  if (types.length > 1) {
    const names = types.map(({ name }) => name.toUpperCase());
    return (
      `Tag every token of the clinical text with the kind of event it belongs to: ${names.join(', ')}. Write one ` +
      `line per token, "token : tag", where the tag is B-${names[0] ?? ''} and so on for the first token of a ` +
      'mention, I-… for a token that continues it, and O for all other tokens.'
    );
  }
  return (
    `Find the mentions of type ${first?.name ?? ''} in the text (${first?.description ?? ''}). Write one line per ` +
    'token, "token : label": B for the first token of a mention, I for a token that continues it, O for all others.'
  );
}

function readMedtuned(
  reply: Reply,
  sentence: string,
  words: readonly Word[],
  types: readonly EntityType[],
): Reading<readonly QuotedMention[]> {
  const problems = new ProblemCount();
  const text = medtunedAnswer(reply.text);
  if (text.trim() === '') return { value: [], problems: [{ code: 'empty', count: 1 }] };
  // A run-on that was cut behind the answer costs nothing.
  if (reply.finish === 'length' && text.length === reply.text.length) problems.add('cut');
  const { labels, misaligned } = alignCopies(words, copiesOf(reply, text, types, problems));
  problems.add('misaligned', misaligned);
  return { value: joinLabels(sentence, words, labels), problems: problems.list() };
}

/** The pairs of token and label, one a line as asked for or several on a line as it happens. */
function copiesOf(reply: Reply, text: string, types: readonly EntityType[], problems: ProblemCount): Copy[] {
  const copies: Copy[] = [];
  const names = types.map(({ name }) => name);
  const tokensAt = tokensBetween(reply);
  let lineStart = 0;
  for (const line of text.split('\n')) {
    let from = 0;
    for (const match of line.matchAll(/:[ \t]{0,4}([BIO])(-[\w-]{1,40})?(?![^\s,])/g)) {
      const token = line.slice(from, match.index).trim();
      from = match.index + match[0].length;
      const [, part = 'O', suffix] = match;
      const type = names.length === 1 ? names[0] : suffix?.slice(1).toLowerCase();
      if (token === '') continue;
      if (part === 'O') {
        copies.push({ text: token, label: 'O' });
      } else if (type === undefined || !names.includes(type)) {
        problems.add('unknown-label');
        copies.push({ text: token, label: 'O' });
      } else {
        const labelStart = lineStart + match.index + match[0].search(/[BIO](?:-|$)/);
        const probability = tagProbability(
          tokensAt?.(labelStart, lineStart + from) ?? [],
          `${part}${suffix ?? ''}`,
          names,
        );
        copies.push({
          text: token,
          label: `${part}-${type}`,
          ...(probability !== undefined && { probability }),
        });
      }
    }
    lineStart += line.length + 1;
  }
  return copies;
}

function tagProbability(
  tokens: Reply['tokens'],
  chosen: string,
  names: readonly string[],
): number | undefined {
  if (tokens.length === 0) return undefined;
  const typed = names.flatMap((name) => [`B-${name.toUpperCase()}`, `I-${name.toUpperCase()}`]);
  const among = labelProbability(tokens, names.length > 1 ? [...typed, 'O'] : ['B', 'I', 'O']);
  const probability = among?.get(names.length > 1 ? chosen.toUpperCase() : chosen.slice(0, 1));
  return probability ?? Math.min(1, Math.exp(tokens.reduce((sum, token) => sum + token.logprob, 0)));
}
