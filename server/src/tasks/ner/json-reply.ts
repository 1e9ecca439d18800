import { z } from 'zod';
import { readJsonReply } from '../json-object.js';
import { labelProbability } from '../label-probability.js';
import { ProblemCount } from '../problems.js';
import type { Schema } from '../schema.js';
import { hasAssertion } from '../schemas.js';
import type { Reading, Reply } from '../task.js';
import { tokensBetween } from '../token-offsets.js';
import { assertions, type Assertion, type QuotedMention } from './entity.js';

const itemShape = z.object({
  text: z.string().min(1).max(1000),
  type: z.string().max(100),
  assertion: z.unknown().optional(),
  sentence: z.coerce.number().int().optional().catch(undefined),
});

const listShape = z.union([
  z.array(z.unknown()),
  z.object({ entities: z.array(z.unknown()) }).transform(({ entities }) => entities),
]);

/**
 * Reads a reply to the `json` prompt: for each sentence its mentions, in the order of the reply. Items that do not
 * fit, types that the schema lacks and repetitions beyond what the sentence holds are dropped and counted.
 *
 * @param mostItems the most items that are looked at.
 */
export function readJsonNer(
  reply: Reply,
  sentences: readonly string[],
  schema: Schema,
  mostItems: number,
): Reading<readonly (readonly QuotedMention[])[]> {
  const problems = new ProblemCount();
  const value: QuotedMention[][] = sentences.map(() => []);
  const done = (): Reading<QuotedMention[][]> => ({ value, problems: problems.list() });
  if (reply.text.trim() === '') {
    problems.add('empty');
    return done();
  }
  const json = readJsonReply(reply);
  if (reply.finish === 'length' || json?.cut === true) problems.add('cut');
  if (json === undefined) {
    if (problems.list().length === 0) problems.add('not-json');
    return done();
  }
  const list = listShape.safeParse(json.value);
  if (!list.success) {
    problems.add('schema');
    return done();
  }
  const confidences = typeConfidences(reply, json.offset, list.data.length, schema);
  const repetitions = new Map<string, number>();
  for (const [i, item] of list.data.slice(0, mostItems).entries()) {
    const read = itemShape.safeParse(item);
    const index = (sentences.length === 1 ? 1 : (read.data?.sentence ?? 0)) - 1;
    const mentions = value[index];
    const sentence = sentences[index];
    if (!read.success || mentions === undefined || sentence === undefined || read.data.text.trim() === '') {
      problems.add('schema');
      continue;
    }
    const type = read.data.type.trim().toLowerCase();
    if (!schema.entities.some(({ name }) => name === type)) {
      problems.add('unknown-label');
      continue;
    }
    const text = read.data.text.trim();
    const key = `${index} ${type} ${text}`;
    const times = (repetitions.get(key) ?? 0) + 1;
    repetitions.set(key, times);
    if (times > Math.max(1, occurrences(sentence, text))) {
      problems.add('looping');
      continue;
    }
    const assertion = hasAssertion(type) ? readAssertion(read.data.assertion) : undefined;
    const confidence = confidences[i];
    mentions.push({
      text,
      type,
      ...(assertion !== undefined && { assertion }),
      ...(confidence !== undefined && { confidence }),
    });
  }
  problems.add('looping', Math.max(0, list.data.length - mostItems));
  return done();
}

function readAssertion(value: unknown): Assertion | undefined {
  const name = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
  return assertions.find((assertion) => assertion === name);
}

function occurrences(sentence: string, text: string): number {
  const spaced = (value: string): string => value.toLowerCase().replace(/\s+/gu, ' ');
  return spaced(sentence).split(spaced(text)).length - 1;
}

/** The probability of each item's type among the schema's, from the tokens that spell it; empty where unknown. */
function typeConfidences(
  reply: Reply,
  offset: number,
  items: number,
  schema: Schema,
): (number | undefined)[] {
  const tokensAt = tokensBetween(reply);
  if (tokensAt === undefined) return [];
  // A quote inside a string is escaped, so that only keys match.
  const values = [...reply.text.slice(offset).matchAll(/"type"\s{0,8}:\s{0,8}"([^"\\]{1,100})"/g)];
  // A cut reply ends in an item that was left out.
  if (values.length !== items && values.length !== items + 1) return [];
  const names = schema.entities.map(({ name }) => name);
  return values.slice(0, items).map((match) => {
    const [whole, type = ''] = match;
    const start = offset + match.index + whole.length - type.length - 1;
    const tokens = tokensAt(start, start + type.length);
    if (tokens.length === 0) return undefined;
    const among = labelProbability(tokens, names)?.get(type.trim().toLowerCase());
    return among ?? Math.min(1, Math.exp(tokens.reduce((sum, token) => sum + token.logprob, 0)));
  });
}
