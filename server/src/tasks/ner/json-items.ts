import * as z from 'zod';
import { labelProbability } from '../label-probability.js';
import type { Reply, TokenLogprob } from '../task.js';
import { tokensBetween } from '../token-offsets.js';
import { groupNamed, type MentionGroup } from './json-groups.js';

/** A mention as given in a reply, untrusted; `undefined` instead of an item without a usable shape. */
export interface ReplyItem {
  readonly text: string;
  readonly type: string;
  readonly assertion?: unknown;
}

const itemShape = z.object({
  text: z.string().min(1).max(1000),
  type: z.string().max(100),
  assertion: z.unknown().optional(),
});

const listShape = z.union([
  z.array(z.unknown()),
  z.object({ entities: z.array(z.unknown()) }).transform(({ entities }) => entities),
]);

const textShape = z.string().min(1).max(1000);

/** The items of a flat list, or of an object that has one; `undefined` if the reply is neither. */
export function listedItems(value: unknown): (ReplyItem | undefined)[] | undefined {
  const list = listShape.safeParse(value);
  return list.success ? list.data.map((item) => itemShape.safeParse(item).data) : undefined;
}

/**
 * The items of an object that groups them, in the order of the reply; `undefined` if nothing in it is a group of
 * mentions.
 *
 * @param text the JSON itself: an object keeps only the last of keys that a reply has twice.
 */
export function groupedItems(
  value: unknown,
  text: string,
  groups: readonly MentionGroup[],
): (ReplyItem | undefined)[] | undefined {
  const object = z.record(z.string(), z.unknown()).safeParse(value);
  if (!object.success) return undefined;
  const entries = entriesOf(object.data, text);
  const isGroups = entries.every(([, mentions]) => Array.isArray(mentions) || typeof mentions === 'string');
  if (!isGroups && !entries.some(([key]) => groupNamed(key, groups))) return undefined;
  return entries.flatMap(([key, mentions]) => {
    const group = groupNamed(key, groups);
    const texts: readonly unknown[] = Array.isArray(mentions) ? mentions : [mentions];
    return texts.map((mention) => {
      const text = textShape.safeParse(mention).data;
      if (text === undefined) return undefined;
      return { text, type: group?.type ?? key, ...(group?.assertion && { assertion: group.assertion }) };
    });
  });
}

/** The entries of an object of lists of strings, with those of keys that its text has more than once. */
function entriesOf(object: Readonly<Record<string, unknown>>, text: string): [string, unknown][] {
  const entries = Object.entries(object);
  const isPlain = entries.every(
    ([, mentions]) => Array.isArray(mentions) && mentions.every((mention) => typeof mention === 'string'),
  );
  if (!isPlain) return entries;
  const written: [string, string[]][] = [];
  for (const { text: quoted, isKey } of stringsOf(text)) {
    if (isKey) written.push([unquoted(quoted), []]);
    else written.at(-1)?.[1].push(unquoted(quoted));
  }
  const keys = new Set(written.map(([key]) => key));
  const isRepeated = written.length > keys.size && [...keys].every((key) => Object.hasOwn(object, key));
  return isRepeated ? written : entries;
}

/** The complete mentions in a truncated grouped reply; `undefined` if it has no group. */
export function groupedInCut(
  text: string,
  groups: readonly MentionGroup[],
): Record<string, string[]> | undefined {
  const found = new Map<string, string[]>();
  let mentions: string[] | undefined;
  for (const { text: quoted, isKey } of stringsOf(text)) {
    const value = unquoted(quoted);
    if (isKey) found.set(value, (mentions = found.get(value) ?? []));
    else mentions?.push(value);
  }
  return [...found.keys()].some((key) => groupNamed(key, groups)) ? Object.fromEntries(found) : undefined;
}

/** The strings in truncated JSON, with the text between their quotation marks. */
function* stringsOf(text: string): Generator<{ text: string; start: number; isKey: boolean }> {
  // A string without its end is matched too, and left out: otherwise each mark in it would begin another search.
  for (const match of text.matchAll(/"((?:[^"\\]|\\.)*)("?)(\s{0,8}:)?/g)) {
    if (match[2] === '') continue;
    yield { text: match[1] ?? '', start: match.index + 1, isKey: match[3] !== undefined };
  }
}

function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}

/** The probability of each listed item's type among `names`, from the tokens that spell it; empty if unknown. */
export function listedConfidences(
  reply: Reply,
  offset: number,
  items: number,
  names: readonly string[],
): (number | undefined)[] {
  const tokensAt = tokensBetween(reply);
  if (tokensAt === undefined) return [];
  // A quote inside a string is escaped, so that only keys match.
  const values = [...reply.text.slice(offset).matchAll(/"type"\s{0,8}:\s{0,8}"([^"\\]{1,100})"/g)];
  // A cut reply ends in an item that was left out.
  if (values.length !== items && values.length !== items + 1) return [];
  return values.slice(0, items).map((match) => {
    const [whole, type = ''] = match;
    const start = offset + match.index + whole.length - type.length - 1;
    return labelConfidence(tokensAt(start, start + type.length), type, names);
  });
}

/**
 * How sure the model was of each grouped item: of its group among all of them, and of the least likely token of
 * its text, whichever is less. Empty if unknown.
 */
export function groupedConfidences(
  reply: Reply,
  offset: number,
  items: number,
  groups: readonly MentionGroup[],
): (number | undefined)[] {
  const tokensAt = tokensBetween(reply);
  if (tokensAt === undefined) return [];
  const keys = groups.map(({ key }) => key);
  const confidences: (number | undefined)[] = [];
  let group: number | undefined;
  for (const { text, start, isKey } of stringsOf(reply.text.slice(offset))) {
    const tokens = tokensAt(offset + start, offset + start + text.length);
    if (isKey) {
      group = labelConfidence(tokens, text, keys);
      continue;
    }
    const least = Math.min(...tokens.map(({ logprob }) => logprob));
    confidences.push(
      group === undefined || tokens.length === 0 ? undefined : Math.min(group, Math.exp(least)),
    );
  }
  return confidences.length === items ? confidences : [];
}

function labelConfidence(
  tokens: readonly TokenLogprob[],
  label: string,
  names: readonly string[],
): number | undefined {
  if (tokens.length === 0) return undefined;
  const among = labelProbability(tokens, names)?.get(label.trim().toLowerCase());
  return among ?? Math.min(1, Math.exp(tokens.reduce((sum, token) => sum + token.logprob, 0)));
}
