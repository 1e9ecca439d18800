import type { ModelProfile } from '../profile.js';
import { ProblemCount } from '../problems.js';
import type { Schema } from '../schema.js';
import type { PromptCall, Reading, Reply } from '../task.js';
import { tokensBetween } from '../token-offsets.js';
import { joinLabels } from './bio.js';
import { alignCopies, type Copy } from './copies.js';
import { covering } from './covering.js';
import type { QuotedMention } from './entity.js';
import { correctedCopy } from './held-copy.js';
import { splitWords, type Word } from './words.js';

export const starterNerVersion = 'starter-ner-2';

/** How often a copy that strays is put right and gone on with; after that it is read as it came. */
const mostCorrections = 8;

/** The type lists that the first starter model was trained on. */
const firstTypeLists: readonly (readonly string[])[] = [
  ['problem', 'treatment', 'test', 'anatomy', 'value', 'dosage'],
  ['chemical', 'disease'],
  ['disease'],
];

/**
 * The calls that find the entities of `schema` in a sentence with the starter model: it copies the sentence and puts
 * a tag after each word of an entity. One call for the type list that covers most of the schema, and more only if
 * another list adds types; types in no list are not asked for. A sentence that does not fit into the context twice is
 * asked about in parts.
 */
export function starterNerCalls(
  sentence: string,
  schema: Schema,
  profile: ModelProfile,
): PromptCall<readonly QuotedMention[]>[] {
  const wanted = schema.entities.map(({ name }) => name);
  const parts = inParts(splitWords(sentence), profile.contextLength);
  return covering(wanted, profile.entityTypes ?? firstTypeLists, (list) => list).flatMap(({ list, adds }) =>
    parts.map((words) => starterCall(sentence, words, list, adds)),
  );
}

/** @param given the part of the copy that is already there; the model continues after it. */
function starterCall(
  sentence: string,
  words: readonly Word[],
  list: readonly string[],
  adds: ReadonlySet<string>,
  given: Reply = { text: '', tokens: [], finish: 'stop' },
  corrections = 0,
): PromptCall<readonly QuotedMention[]> {
  const whole = ({ text, tokens, finish }: Reply): Reply => ({
    text: given.text + text,
    // Where one of the parts has no probabilities, those of the other would not spell the text.
    tokens: given.text !== '' && given.tokens.length === 0 ? [] : [...given.tokens, ...tokens],
    finish,
  });
  return {
    prompt: {
      task: 'ner',
      dialect: 'starter',
      version: starterNerVersion,
      mode: 'raw',
      prefix: `Find ${list.join(', ')}:\n`,
      input: `${words.map(({ text }) => ` ${text}`).join('')}\nTags:${given.text}`,
      maxTokens: words.reduce((sum, word) => sum + mostTokens(word.text) + 1, 8),
      // The answer is one line; a new one would be a run-on.
      stop: ['\n'],
      topLogprobs: 1,
    },
    read: (reply) => readStarter(whole(reply), sentence, words, list, adds),
    resume: (reply) => {
      if (corrections === mostCorrections) return undefined;
      const corrected = correctedCopy(words, whole(reply), given.text.length);
      return corrected && starterCall(sentence, words, list, adds, corrected, corrections + 1);
    },
  };
}

function readStarter(
  reply: Reply,
  sentence: string,
  words: readonly Word[],
  list: readonly string[],
  adds: ReadonlySet<string>,
): Reading<readonly QuotedMention[]> {
  const problems = new ProblemCount();
  if (reply.text.trim() === '') return { value: [], problems: [{ code: 'empty', count: 1 }] };
  const copies = copiesOf(reply, new Set(list), problems);
  const { labels, misaligned } = alignCopies(words, copies);
  // A reply that ran on behind the whole sentence says of every word what it is: only the surplus was cut.
  const ranOn = misaligned > 0 && labels.every((label) => label !== undefined);
  if (reply.finish === 'length' && !ranOn) problems.add('cut');
  problems.add('misaligned', misaligned);
  const mentions = joinLabels(sentence, words, labels).filter(({ type }) => adds.has(type));
  return { value: mentions, problems: problems.list() };
}

/**
 * The copied words with their tags. In the prompt, a `/` of the note is a separate word, so only tags contain one.
 */
function copiesOf(reply: Reply, types: ReadonlySet<string>, problems: ProblemCount): Copy[] {
  const copies: Copy[] = [];
  const tokensAt = tokensBetween(reply);
  const text = reply.text;
  let from = 0;
  for (const match of text.matchAll(/\/([BI])-([a-z][\w-]{0,40})/g)) {
    const before = text.slice(from, match.index);
    const end = match.index + match[0].length;
    const tagged = before !== '' && !/\s$/u.test(before);
    // " / B-x" is text of the note, which the model would write apart, and not a tag.
    if (!tagged) continue;
    const [, part = '', type = ''] = match;
    from = end;
    const plain = before.split(/\s+/u).filter((word) => word !== '');
    const last = plain.pop();
    copies.push(...plain.map((word) => ({ text: word, label: 'O' })));
    if (last === undefined) continue;
    if (!types.has(type)) {
      problems.add('unknown-label');
      copies.push({ text: last, label: 'O' });
      continue;
    }
    const tokens = tokensAt?.(match.index, end) ?? [];
    const logprob = tokens.reduce((sum, token) => sum + token.logprob, 0);
    const probability = tokens.length > 0 ? Math.min(1, Math.exp(logprob)) : undefined;
    copies.push({ text: last, label: `${part}-${type}`, ...(probability !== undefined && { probability }) });
  }
  const rest = text.slice(from).split(/\s+/u);
  copies.push(...rest.filter((word) => word !== '').map((word) => ({ text: word, label: 'O' })));
  return copies;
}

/** The words in runs that fit into the context together with their copy. */
function inParts(words: readonly Word[], contextLength: number): Word[][] {
  const room = Math.max(32, Math.floor((contextLength - 48) / 2));
  const parts: Word[][] = [];
  let used = Infinity;
  for (const word of words) {
    const cost = mostTokens(word.text);
    const part = parts[parts.length - 1];
    if (part === undefined || used + cost > room) {
      parts.push([word]);
      used = cost;
    } else {
      part.push(word);
      used += cost;
    }
  }
  return parts;
}

/** A bound on a word's tokens in a byte-level vocabulary of English biomedical text, its space included. */
function mostTokens(word: string): number {
  return /^[\x20-\x7e]*$/.test(word) ? Math.ceil(word.length / 2) + 1 : 3 * word.length + 1;
}
