import { jsonrepair } from 'jsonrepair';
import * as z from 'zod';
import { labelProbability } from './label-probability.js';
import type { JsonSchema, Reading, Reply, ReplyProblem } from './task.js';
import { answerIn } from './thoughts.js';
import { tokensBetween } from './token-offsets.js';

/** A label that a model chose, with its probability where the engine reports log-probabilities. */
export interface ChosenLabel {
  readonly label: string;
  readonly probability?: number;
}

/** How many alternatives to ask for where a label is chosen: enough for every set of labels in use. */
export const labelAlternatives = 20;

/** Longer replies are not a label and are not even parsed. */
const longestReply = 2_000;

/** The shape of a reply that is one label: a flat object, which every engine can enforce. */
export function labelFormat(key: string, labels: readonly string[]): JsonSchema {
  return {
    type: 'object',
    properties: { [key]: { type: 'string', enum: labels } },
    required: [key],
    additionalProperties: false,
  };
}

/** Reads `{"key": label}`, or the bare label from a model that ignored the format. */
export function readJsonLabel(
  reply: Reply,
  key: string,
  labels: readonly string[],
): Reading<ChosenLabel | undefined> {
  const text = answerOf(reply.text);
  if (text === '') {
    return failed('empty');
  }
  const bare = labelNamed(text, labels);
  if (bare !== undefined) {
    return chosen(reply, bare, labels);
  }
  const parsed = parseObject(text);
  if (parsed === undefined) {
    return failed(reply.finish === 'length' ? 'cut' : 'not-json');
  }
  const read = z.looseObject({ [key]: z.string() }).safeParse(parsed);
  const answer = read.success ? read.data[key] : undefined;
  if (answer === undefined) {
    return failed('schema');
  }
  const label = labelNamed(answer, labels);
  return label === undefined ? failed('unknown-label') : chosen(reply, label, labels);
}

/**
 * Reads a label that is the whole first line of a raw reply. A label inside a sentence does not count: the seeds'
 * scorer accepted such substrings, and so took "not TrIP" for TrIP.
 */
export function readLineLabel(reply: Reply, labels: readonly string[]): Reading<ChosenLabel | undefined> {
  const line = reply.text.slice(0, longestReply).trim().split('\n', 1)[0] ?? '';
  const answer = line.split('###', 1)[0] ?? '';
  if (answer.trim() === '') {
    return failed('empty');
  }
  const label = labelNamed(answer, labels);
  return label === undefined ? failed('unknown-label') : chosen(reply, label, labels);
}

/**
 * Reads a label that is the first token of a raw reply: the likeliest of `labels` there, whatever else the model
 * preferred, with its probability among them. Without alternatives, the reply itself must be the label.
 */
export function readTokenLabel(reply: Reply, labels: readonly string[]): Reading<ChosenLabel | undefined> {
  const [first] = reply.tokens;
  if (first === undefined || first.top.length === 0) {
    return readLineLabel(reply, labels);
  }
  const mass = new Map<string, number>();
  for (const { token, logprob } of [first, ...first.top]) {
    const label = token.trim();
    if (labels.includes(label)) {
      mass.set(label, Math.exp(logprob));
    }
  }
  const [best] = [...mass].sort(([, a], [, b]) => b - a);
  const total = [...mass.values()].reduce((sum, p) => sum + p, 0);
  return best === undefined || total === 0
    ? failed('unknown-label')
    : { value: { label: best[0], probability: best[1] / total }, problems: [] };
}

function chosen(reply: Reply, label: string, labels: readonly string[]): Reading<ChosenLabel> {
  // Where a model thought aloud, the first token that spells a label need not be the answer.
  const { offset } = answerIn(reply.text);
  const tokens = offset === 0 ? reply.tokens : (tokensBetween(reply)?.(offset, reply.text.length) ?? []);
  const probability = labelProbability(tokens, labels)?.get(label);
  return { value: probability === undefined ? { label } : { label, probability }, problems: [] };
}

function failed(code: ReplyProblem['code']): Reading<undefined> {
  return { value: undefined, problems: [{ code, count: 1 }] };
}

function labelNamed(answer: string, labels: readonly string[]): string | undefined {
  const name = withoutQuotes(answer.trim());
  const folded = name.toLowerCase();
  return labels.find((label) => label === name) ?? labels.find((label) => label.toLowerCase() === folded);
}

/**
 * Without the quotation marks around it, and a full stop. Character by character: an answer may consist of nothing
 * else.
 */
function withoutQuotes(answer: string): string {
  let [start, end] = [0, answer.length];
  while (start < end && `"'\``.includes(answer.charAt(start))) start += 1;
  while (end > start && `"'\`.`.includes(answer.charAt(end - 1))) end -= 1;
  return answer.slice(start, end);
}

function answerOf(text: string): string {
  return answerIn(text)
    .text.slice(0, longestReply)
    .trim()
    .replace(/^```\w*|```$/g, '')
    .trim();
}

function parseObject(text: string): unknown {
  const start = text.indexOf('{');
  if (start < 0) {
    return undefined;
  }
  const body = text.slice(start, text.lastIndexOf('}') + 1 || undefined);
  for (const parse of [(json: string) => json, jsonrepair]) {
    try {
      return JSON.parse(parse(body)) as unknown;
    } catch {
      continue;
    }
  }
  return undefined;
}
