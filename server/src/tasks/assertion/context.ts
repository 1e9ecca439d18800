import { overlaps, type Span } from '../../note/span.js';
import type { Assertion, Mention } from '../ner/entity.js';
import { hasAssertion } from '../schemas.js';
import { triggers, type Trigger } from './triggers.js';

interface Token {
  readonly text: string;
  readonly span: Span;
}

interface Found {
  readonly trigger: Trigger;
  /** Token indices, half-open. */
  readonly from: number;
  readonly to: number;
}

/** When several triggers reach a mention: i2b2 2010's order, the more special before the more general. */
const precedence: readonly Assertion[] = ['family', 'hypothetical', 'conditional', 'possible', 'absent'];

/** Words further than this behind a mention, in tokens, are about something else. */
const backwardReach = 8;

/**
 * Determines by rule the assertion of a sentence's problems for which the model gave none: ConText (Harkema et al.
 * 2009, after NegEx, Chapman et al. 2001). A trigger reaches forward or backward to the next terminating word or
 * trigger of another kind; pseudo-triggers have no reach. Without a trigger, a problem is present.
 *
 * @param mentions spans relative to `sentence`. Returned in the same order; mentions of other types unchanged.
 */
export function assertByRule(sentence: string, mentions: readonly Mention[]): Mention[] {
  if (!mentions.some(isOpen)) return [...mentions];
  const tokens = tokensOf(sentence);
  const found = findTriggers(tokens);
  const scopes = found.flatMap((one) => scopeOf(one, found, tokens));
  return mentions.map((mention) => {
    if (!isOpen(mention)) return mention;
    const reaching = scopes.filter(
      ({ scope, phrase }) => overlaps(scope, mention.span) && !isInside(phrase, mention.span),
    );
    const assertion =
      precedence.find((one) => reaching.some((scope) => scope.assertion === one)) ?? 'present';
    return { ...mention, assertion, assertionSource: 'rule' };
  });
}

function isOpen(mention: Mention): boolean {
  return mention.assertion === undefined && hasAssertion(mention.type);
}

/** A trigger inside a mention belongs to its name ("failure to thrive"), unless the mention begins with it ("no fever"). */
function isInside(phrase: Span, mention: Span): boolean {
  return phrase.start > mention.start && phrase.end <= mention.end;
}

function tokensOf(sentence: string): Token[] {
  const pattern = /[rw]\/o(?![\p{L}\p{N}])|[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/giu;
  return Array.from(sentence.matchAll(pattern), (match) => ({
    text: match[0].toLowerCase().replace(/’/g, "'").replace(/'s$/, ''),
    span: { start: match.index, end: match.index + match[0].length },
  }));
}

const byFirstWord = new Map<string, { words: readonly string[]; trigger: Trigger }[]>();
for (const trigger of triggers) {
  const words = trigger.phrase.split(' ');
  const first = words[0] ?? '';
  byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { words, trigger }]);
}

/** The triggers of a sentence from left to right, at each place the longest; one phrase may reach both ways. */
function findTriggers(tokens: readonly Token[]): Found[] {
  const found: Found[] = [];
  for (let i = 0; i < tokens.length;) {
    const here = (byFirstWord.get(tokens[i]?.text ?? '') ?? []).filter(({ words }) =>
      words.every((word, k) => tokens[i + k]?.text === word),
    );
    const longest = Math.max(0, ...here.map(({ words }) => words.length));
    for (const { words, trigger } of here) {
      if (words.length === longest) found.push({ trigger, from: i, to: i + longest });
    }
    i += Math.max(1, longest);
  }
  return found;
}

interface Scope {
  readonly assertion: Assertion;
  readonly scope: Span;
  readonly phrase: Span;
}

function scopeOf(one: Found, all: readonly Found[], tokens: readonly Token[]): Scope[] {
  const { trigger, from, to } = one;
  const first = tokens[from];
  const last = tokens[to - 1];
  if (trigger.assertion === undefined || first === undefined || last === undefined) return [];
  const phrase = { start: first.span.start, end: last.span.end };
  if (trigger.reach === 'forward') {
    const stop = all.find((other) => other.from >= to && ends(one, other))?.from ?? tokens.length;
    const end = tokens[stop - 1]?.span.end ?? phrase.end;
    return [{ assertion: trigger.assertion, scope: { start: phrase.start, end }, phrase }];
  }
  const stop = all.filter((other) => other.to <= from && ends(one, other)).at(-1)?.to ?? 0;
  const start = tokens[Math.max(stop, from - backwardReach)]?.span.start ?? phrase.start;
  return [{ assertion: trigger.assertion, scope: { start, end: phrase.start }, phrase }];
}

/** Whether `other` ends the reach of `one`: a word that does, or a trigger that reaches the same way with other news. */
function ends({ trigger }: Found, { trigger: other }: Found): boolean {
  const { assertion } = trigger;
  const isOfAnother = assertion === 'family';
  const isOfAnotherTime = assertion === 'hypothetical' || assertion === 'conditional';
  if (other.reach === 'turn') return true;
  if (other.reach === 'subject') return !isOfAnotherTime;
  if (other.reach === 'statement') return !isOfAnother && !isOfAnotherTime;
  // Who is ill, and when, holds through a negation: "mother had no diabetes".
  if (isOfAnother || isOfAnotherTime) return false;
  return other.reach === trigger.reach && other.assertion !== assertion;
}
