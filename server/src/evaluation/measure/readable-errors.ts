import type { Span } from '../../note/span.js';
import type { MarkedSpan, ReadableError } from '../report/report.js';
import { below, seededRandom } from '../scores/random.js';
import { extent, keyOf, type TypedSpan } from '../../agreement/typed-span.js';
import { relationKey, type ConceptOutcome, type ConceptRelation } from '../tasks/concept-outcome.js';
import type { EntityOutcome } from '../tasks/entity-outcome.js';
import type { LabelOutcome } from '../tasks/label-outcome.js';

/** Which errors a report shows: so many of a data set, drawn by the seed. */
export interface ErrorChoice {
  readonly errors: number;
  readonly seed: number;
}

/** How much of the text is shown on each side of an error, and of a text as a whole, in UTF-16 code units. */
const around = 120;
const longest = 500;

/** Texts in which the answer and the gold differ, each shown around one of the differences. */
export function entityErrors(outcomes: readonly EntityOutcome[], choice: ErrorChoice): ReadableError[] {
  const random = seededRandom(choice.seed);
  const wrongTexts = outcomes.filter(({ gold, found }) => differences(gold, found).length > 0);
  return sampleOf(wrongTexts, choice).flatMap((outcome) => {
    const wrong = differences(outcome.gold, outcome.found);
    const shown = wrong[below(wrong.length, random)];
    return shown === undefined ? [] : [excerpt(outcome, extent(shown))];
  });
}

/** Units that were labelled wrongly. */
export function labelErrors(outcomes: readonly LabelOutcome[], choice: ErrorChoice): ReadableError[] {
  const wrong = outcomes.filter(({ gold, answer }) => gold !== answer);
  return sampleOf(wrong, choice).map(({ id, shown, gold, answer, probability }) => ({
    kind: 'label',
    id,
    texts: shown.map(shortened),
    gold,
    answer: answer ?? '',
    ...(probability === undefined ? {} : { probability }),
  }));
}

/** Documents whose relations were missed or made up. */
export function conceptErrors(outcomes: readonly ConceptOutcome[], choice: ErrorChoice): ReadableError[] {
  const wrong = outcomes.flatMap(({ id, gold, found, names }): ReadableError[] => {
    const without = (some: readonly ConceptRelation[], others: readonly ConceptRelation[]): string[] => {
      const keys = new Set(others.map(relationKey));
      return some
        .filter((one) => !keys.has(relationKey(one)))
        .map(({ type, head, tail }) => `${names[head] ?? head} – ${type} – ${names[tail] ?? tail}`);
    };
    const [missed, made] = [without(gold, found), without(found, gold)];
    return missed.length + made.length === 0 ? [] : [{ kind: 'concepts', id, missed, wrong: made }];
  });
  return sampleOf(wrong, choice);
}

function differences(gold: readonly TypedSpan[], found: readonly TypedSpan[]): TypedSpan[] {
  const [wanted, given] = [new Set(gold.map(keyOf)), new Set(found.map(keyOf))];
  return [
    ...gold.filter((mention) => !given.has(keyOf(mention))),
    ...found.filter((mention) => !wanted.has(keyOf(mention))),
  ];
}

function excerpt({ id, text, gold, found }: EntityOutcome, shown: Span): ReadableError {
  const start = text.length <= longest ? 0 : wordBreak(text, Math.max(0, shown.start - around), 1);
  const end =
    text.length <= longest ? text.length : wordBreak(text, Math.min(text.length, shown.end + around), -1);
  const inside = (mentions: readonly TypedSpan[]): MarkedSpan[] =>
    mentions.flatMap(({ type, spans }) =>
      spans
        .filter((span) => start <= span.start && span.end <= end)
        .map((span) => ({ type, start: span.start - start, end: span.end - start })),
    );
  return { kind: 'entities', id, text: text.slice(start, end), gold: inside(gold), found: inside(found) };
}

/** The next place at or behind (or before) `offset` where no word is cut. */
function wordBreak(text: string, offset: number, step: 1 | -1): number {
  let at = offset;
  while (at > 0 && at < text.length && /\S/.test(text.charAt(at - 1)) && /\S/.test(text.charAt(at))) {
    at += step;
  }
  return at;
}

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, wordBreak(text, longest, -1))} …`;
}

/** Some of `all`, in their order. */
function sampleOf<T>(all: readonly T[], { errors, seed }: ErrorChoice): T[] {
  const random = seededRandom(seed);
  const chosen = new Set<number>();
  while (chosen.size < Math.min(errors, all.length)) {
    chosen.add(below(all.length, random));
  }
  return all.filter((_, index) => chosen.has(index));
}
