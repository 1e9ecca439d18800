import { readJsonReply, type JsonReply } from '../json-object.js';
import { ProblemCount } from '../problems.js';
import type { Schema } from '../schema.js';
import { hasAssertion } from '../schemas.js';
import type { Reading, Reply } from '../task.js';
import { answerIn } from '../thoughts.js';
import { promptedAssertions, type Assertion, type QuotedMention } from './entity.js';
import { mentionGroups, type MentionGroup } from './json-groups.js';
import {
  groupedConfidences,
  groupedInCut,
  groupedItems,
  listedConfidences,
  listedItems,
} from './json-items.js';

/** How much of a reply that was cut is looked at, in UTF-16 code units. */
const longestCut = 20_000;

/**
 * Reads a reply to the `json` prompt: the mentions of a list in list order, those in groups in sentence order. Models
 * answer in either form, whatever they were asked for. Items that do not fit, types that the schema lacks and more
 * repetitions than the sentence contains are dropped and counted.
 *
 * @param mostItems the maximum number of items to look at.
 */
export function readJsonNer(
  reply: Reply,
  sentence: string,
  schema: Schema,
  mostItems: number,
): Reading<readonly QuotedMention[]> {
  const problems = new ProblemCount();
  const mentions: QuotedMention[] = [];
  const done = (): Reading<QuotedMention[]> => ({ value: mentions, problems: problems.list() });
  if (reply.text.trim() === '') {
    problems.add('empty');
    return done();
  }
  const groups = mentionGroups(schema);
  const json = readJsonReply(reply) ?? cutGroups(reply, groups);
  if (reply.finish === 'length' || json?.cut === true) problems.add('cut');
  if (json === undefined) {
    if (problems.list().length === 0) problems.add('not-json');
    return done();
  }
  const listed = listedItems(json.value);
  const items = listed ?? groupedItems(json.value, reply.text.slice(json.offset), groups);
  if (items === undefined) {
    problems.add('schema');
    return done();
  }
  const confidences = listed
    ? listedConfidences(
        reply,
        json.offset,
        items.length,
        schema.entities.map(({ name }) => name),
      )
    : groupedConfidences(reply, json.offset, items.length, groups);
  const repetitions = new Map<string, number>();
  for (const [i, item] of items.slice(0, mostItems).entries()) {
    if (!item || item.text.trim() === '') {
      problems.add('schema');
      continue;
    }
    const type = item.type.trim().toLowerCase();
    if (!schema.entities.some(({ name }) => name === type)) {
      problems.add('unknown-label');
      continue;
    }
    const text = item.text.trim();
    const key = `${type} ${text}`;
    const times = (repetitions.get(key) ?? 0) + 1;
    repetitions.set(key, times);
    if (times > Math.max(1, occurrences(sentence, text))) {
      problems.add('looping');
      continue;
    }
    const assertion = hasAssertion(type) ? readAssertion(item.assertion) : undefined;
    const confidence = confidences[i];
    mentions.push({
      text,
      type,
      ...(assertion !== undefined && { assertion }),
      ...(confidence !== undefined && { confidence }),
    });
  }
  problems.add('looping', Math.max(0, items.length - mostItems));
  if (!listed) sortByPlace(mentions, sentence);
  return done();
}

/** A list of mentions can be truncated so that no object in it is complete, and still contain complete mentions. */
function cutGroups(reply: Reply, groups: readonly MentionGroup[]): JsonReply | undefined {
  const answer = answerIn(reply.text);
  const open = answer.text.indexOf('{');
  if (open < 0) return undefined;
  const offset = answer.offset + open;
  const value = groupedInCut(reply.text.slice(offset, offset + longestCut), groups);
  return value && { value, cut: true, offset };
}

/** Puts mentions, which are in order within their group, into sentence order; those not in the sentence come last. */
function sortByPlace(mentions: QuotedMention[], sentence: string): void {
  const folded = spaced(sentence);
  const behind = new Map<string, number>();
  const places = new Map(
    mentions.map((mention) => {
      const group = `${mention.assertion ?? ''} ${mention.type}`;
      const text = spaced(mention.text);
      const next = folded.indexOf(text, behind.get(group) ?? 0);
      const place = next < 0 ? folded.indexOf(text) : next;
      if (place >= 0) behind.set(group, place + 1);
      return [mention, place < 0 ? Infinity : place];
    }),
  );
  const placeOf = (mention: QuotedMention): number => places.get(mention) ?? Infinity;
  // Infinity less Infinity is no order.
  mentions.sort((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)));
}

function spaced(text: string): string {
  return text.toLowerCase().replace(/\s+/gu, ' ');
}

function readAssertion(value: unknown): Assertion | undefined {
  const name = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
  return promptedAssertions.find((assertion) => assertion === name);
}

function occurrences(sentence: string, text: string): number {
  return spaced(sentence).split(spaced(text)).length - 1;
}
