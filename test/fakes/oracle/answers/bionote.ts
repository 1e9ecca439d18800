import type { Gold, GoldMention } from '../gold.js';
import { lastMessage, type Answer } from './answer.js';

/**
 * BioNote's `json` prompts. Entities come from the gold; no pair of mentions is related and no pair of statements
 * contradicts, as most do not; an explanation is one sentence.
 */
export const answerBioNote: Answer = (request, gold) => {
  const properties = propertiesOf(request.format);
  const input = lastMessage(request);
  if (properties === undefined) return explanation(request.messages[0]?.content ?? '');
  for (const value of Object.values(properties)) {
    const choices = value.enum;
    const label = choices?.find((choice) => choice === 'none' || choice === 'neutral');
    if (label !== undefined) return JSON.stringify({ [Object.keys(properties)[0] ?? '']: label });
  }
  const sentence = /(?:^|\n)Sentence: (".*")$/.exec(input)?.[1];
  if (sentence === undefined) return undefined;
  return entities(gold, JSON.parse(sentence) as string, Object.keys(properties));
};

function explanation(instructions: string): string | undefined {
  return instructions.includes('why a relation was read')
    ? 'The evidence names both, and says of the one what it does to the other.'
    : undefined;
}

/** In groups, in the order in which the reply's schema has them. */
function entities(gold: Gold, sentence: string, groups: readonly string[]): string {
  const mentions = gold.mentionsIn(sentence);
  const reply = groups.map((group) => [
    group,
    mentions.filter((mention) => groupOf(mention) === group).map(({ text }) => text),
  ]);
  return JSON.stringify(Object.fromEntries(reply.filter(([, texts]) => texts?.length)));
}

function groupOf({ type, assertion = 'present' }: GoldMention): string {
  return assertion === 'present' ? type : `${assertion} ${type}`;
}

function propertiesOf(format: unknown): Record<string, { readonly enum?: string[] }> | undefined {
  if (typeof format !== 'object' || format === null || !('properties' in format)) return undefined;
  return format.properties as Record<string, { readonly enum?: string[] }>;
}
