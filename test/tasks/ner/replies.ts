import { nerCalls } from '../../../server/src/tasks/ner/ner.js';
import type { QuotedMention } from '../../../server/src/tasks/ner/entity.js';
import type { ModelProfile } from '../../../server/src/tasks/profile.js';
import type { Schema } from '../../../server/src/tasks/schema.js';
import type { Dialect, PromptCall, Reply, TokenLogprob } from '../../../server/src/tasks/task.js';
import { prompted } from '../prompted.js';

export function profileOf(dialect: Dialect, rest: Partial<ModelProfile> = {}): ModelProfile {
  return { dialect, contextLength: 1024, explains: false, ...rest };
}

/** A schema of bare types. */
export function schemaOf(...types: string[]): Schema {
  return { name: 'test', entities: types.map((name) => ({ name, description: `a ${name}` })), relations: [] };
}

/** The first call for one sentence. */
export function firstCall(
  sentence: string,
  schema: Schema,
  profile: ModelProfile,
): PromptCall<readonly QuotedMention[]> {
  const [call] = nerCalls({ text: sentence }, schema, profile);
  return prompted(call);
}

export function replyOf(text: string, rest: Partial<Reply> = {}): Reply {
  return { text, tokens: [], finish: 'stop', ...rest };
}

/** A reply of tokens; each a text, or a text with the probabilities of the alternatives, itself first. */
export function spelled(...tokens: (string | [string, number, ...[string, number][]])[]): Reply {
  const list = tokens.map((token): TokenLogprob => {
    const [text, probability, ...others] = typeof token === 'string' ? ([token, 1] as const) : token;
    const top = [[text, probability] as const, ...others];
    return {
      token: text,
      logprob: Math.log(probability),
      top: top.map(([alternative, p]) => ({ token: alternative, logprob: Math.log(p) })),
    };
  });
  return { text: list.map(({ token }) => token).join(''), tokens: list, finish: 'stop' };
}

/** Mentions as `text/type@start`, problems as `code×count`. */
export function summary({
  value,
  problems,
}: ReturnType<PromptCall<readonly QuotedMention[]>['read']>): [string[], string] {
  const mentions = value.map(({ text, type, at }) => `${text}/${type}${at ? `@${at.start}` : ''}`);
  return [mentions, problems.map(({ code, count }) => `${code}×${count}`).join(' ')];
}
