import { overlaps } from '../../note/span.js';
import type { Mention } from '../ner/entity.js';
import { splitWords, type Word } from '../ner/words.js';
import { cueOf, negatedWords, poleOf, subjectOf, type Cue } from './cues.js';
import { conceptsOf } from './vocabulary.js';

/** A statement as seen by the choice of pairs: its subject, and its position on it. */
export interface Traits {
  readonly concepts: ReadonlyMap<string, Occurrence>;
  /** By dimension, the pole that the statement takes; none if it takes both. */
  readonly poles: ReadonlyMap<number, 0 | 1>;
  /** Whom it is about: a relative, or the empty string for the patient. */
  readonly subject: string;
  /** Its words without case and punctuation: equal for copies. */
  readonly folded: string;
}

/** A concept in a statement. */
interface Occurrence {
  /**
   * How much it says about the subject: a mention of several words more than its head, and the head more than a word.
   */
  readonly weight: number;
  /** `undefined` if it is neither stated nor denied, as in a family history. */
  readonly negated: boolean | undefined;
  readonly values: ReadonlySet<string>;
  /** The other concepts of the mentions that contain it, as "chest" with "pain": which sort of it is meant. */
  readonly company: ReadonlySet<string>;
}

const weights = { word: 1, inMention: 1.5, head: 2, mention: 3 } as const;

/** How far a value may be from its concept, in words before and after it. */
const valueReach = { before: 6, after: 3 } as const;

const longestStatement = 2_000;

/** Reads the traits of a statement; `mentions` have spans relative to it and may be few or none. */
export function traitsOf(text: string, mentions: readonly Mention[]): Traits {
  const words = splitWords(text.slice(0, longestStatement));
  const lower = words.map((word) => word.text.toLowerCase());
  const negated = negatedWords(lower);
  const found = new Map<
    string,
    Occurrence & { readonly values: Set<string>; readonly company: Set<string> }
  >();
  const add = (concept: string, weight: number, isNegated: boolean | undefined, value?: string): void => {
    const known = found.get(concept);
    const values = known?.values ?? new Set<string>();
    if (value !== undefined) {
      values.add(value);
    }
    const better = known === undefined || weight > known.weight;
    found.set(concept, {
      weight: better ? weight : known.weight,
      negated: better ? isNegated : known.negated,
      values,
      company: known?.company ?? new Set(),
    });
  };
  for (const [index, word] of words.entries()) {
    for (const concept of conceptsOf(word.text)) {
      add(concept, weights.word, negated[index]);
    }
  }
  for (const mention of mentions) {
    const inside = [...words.entries()].filter(([, word]) => overlaps(word.span, mention.span));
    const isNegated = negationOf(
      mention,
      inside.some(([index]) => negated[index] === true),
    );
    const concepts = inside.flatMap(([, word]) => conceptsOf(word.text));
    for (const concept of concepts) {
      add(concept, weights.inMention, isNegated);
    }
    const head = headOf(inside.map(([, word]) => word));
    if (head !== undefined) {
      add(head, weights.head, isNegated);
    }
    if (new Set(concepts).size > 1) {
      add([...new Set(concepts)].sort().join(' '), weights.mention, isNegated);
    }
  }
  for (const together of adjoining(mentions)) {
    const inside = words.filter((word) => together.some(({ span }) => overlaps(word.span, span)));
    const concepts = new Set(inside.flatMap(({ text: word }) => conceptsOf(word)));
    for (const concept of concepts) {
      for (const other of concepts) if (other !== concept) found.get(concept)?.company.add(other);
    }
  }
  for (const { concept, value } of valuesIn(words)) {
    const known = found.get(concept);
    add(concept, 0, known?.negated, value);
  }
  return {
    concepts: found,
    poles: polesOf(lower, negated),
    subject: subjectOf(lower),
    folded: lower.filter((w) => /\w/.test(w)).join(' '),
  };
}

/** How two statements relate to each other. */
export interface Kinship {
  /** Weight of the concepts that they share, the rarer the more. */
  readonly shared: number;
  readonly sharedConcepts: number;
  /** The strongest sign that they are opposed; `concept` if there is none. */
  readonly cue: Cue;
}

/** Compares the traits of two statements; `rarity` weighs a concept by how few statements contain it. */
export function kinshipOf(a: Traits, b: Traits, rarity: (concept: string) => number): Kinship {
  let shared = 0;
  let sharedConcepts = 0;
  let cue: Cue = 'concept';
  const offer = (other: Cue): void => {
    cue = a.subject === b.subject && cueStrength[other] > cueStrength[cue] ? other : cue;
  };
  const [few, many] = a.concepts.size <= b.concepts.size ? [a, b] : [b, a];
  for (const [concept, one] of few.concepts) {
    const two = many.concepts.get(concept);
    if (two === undefined) {
      continue;
    }
    shared += Math.min(one.weight, two.weight) * rarity(concept);
    sharedConcepts += 1;
    if (one.negated !== undefined && two.negated !== undefined && one.negated !== two.negated) {
      if (mayBeTheSame(one, two)) offer('assertion');
    }
    if (
      one.values.size > 0 &&
      two.values.size > 0 &&
      ![...one.values].some((value) => two.values.has(value))
    ) {
      offer('number');
    }
  }
  for (const [dimension, pole] of sharedConcepts > 0 ? a.poles : []) {
    const other = b.poles.get(dimension);
    if (other !== undefined && other !== pole) {
      offer(cueOf(dimension));
    }
  }
  return { shared, sharedConcepts, cue };
}

/** Pain of the chest is not pain of the knee: each is named more closely, by words that the other has none of. */
function mayBeTheSame(one: Occurrence, two: Occurrence): boolean {
  if (one.company.size === 0 || two.company.size === 0) return true;
  return [...one.company].some((concept) => two.company.has(concept));
}

/** Joins mentions that overlap or are side by side: a place and the finding there may be two mentions. */
function adjoining(mentions: readonly Mention[]): Mention[][] {
  const runs: { end: number; mentions: Mention[] }[] = [];
  for (const mention of mentions.toSorted((a, b) => a.span.start - b.span.start)) {
    const last = runs.at(-1);
    if (last !== undefined && mention.span.start <= last.end + 1) {
      last.mentions.push(mention);
      last.end = Math.max(last.end, mention.span.end);
    } else {
      runs.push({ end: mention.span.end, mentions: [mention] });
    }
  }
  return runs.map((run) => run.mentions);
}

/** What a cue adds to the weight of a pair. */
export const cueStrength: Readonly<Record<Cue, number>> = {
  claim: 12,
  assertion: 10,
  laterality: 9,
  medication: 8,
  number: 7,
  antonym: 6,
  concept: 0,
  meaning: 0,
};

function negationOf(mention: Mention, negatedInText: boolean): boolean | undefined {
  switch (mention.assertion) {
    case undefined:
      return negatedInText;
    case 'present':
      return false;
    case 'absent':
      return true;
    case 'possible':
    case 'conditional':
    case 'hypothetical':
    case 'family':
    case 'history':
      return undefined;
  }
}

/** The last word that says something before a preposition: "pain" of "severe pain in the chest". */
function headOf(words: readonly Word[]): string | undefined {
  const end = words.findIndex(({ text }, index) => index > 0 && /^(?:of|in|with|to|at|on|from)$/i.test(text));
  const before = end < 0 ? words : words.slice(0, end);
  return before
    .toReversed()
    .map(({ text }) => conceptsOf(text).at(-1))
    .find((concept) => concept !== undefined);
}

/** Numbers with the concepts they belong to: those shortly before them, otherwise shortly after; no dates. */
function valuesIn(words: readonly Word[]): { concept: string; value: string }[] {
  const values: { concept: string; value: string }[] = [];
  let previousEnd = 0;
  for (let start = 0; start < words.length; start += 1) {
    if (!isNumber(words[start])) {
      continue;
    }
    let end = start + 1;
    while (/^[/-]$/.test(words[end]?.text ?? '') && isNumber(words[end + 1])) {
      end += 2;
    }
    const run = words.slice(start, end).map(({ text }) => text);
    const value = run.join('');
    const isDate = run.length > 3 || /^(?:19|20)\d\d$/.test(value);
    if (!isDate) {
      const before = words.slice(Math.max(previousEnd, start - valueReach.before), start);
      const after = words.slice(end).filter(({ text }) => /\p{L}/u.test(text));
      const near = [before, after.slice(0, valueReach.after)]
        .map((side) => side.flatMap(({ text }) => conceptsOf(text)))
        .find((concepts) => concepts.length > 0);
      values.push(...(near ?? []).map((concept) => ({ concept, value })));
    }
    previousEnd = end;
    start = end - 1;
  }
  return values;
}

function isNumber(word: Word | undefined): boolean {
  return /^\d/.test(word?.text ?? '');
}

function polesOf(lower: readonly string[], negated: readonly boolean[]): Map<number, 0 | 1> {
  const poles = new Map<number, 0 | 1>();
  const torn = new Set<number>();
  for (const [index, word] of lower.entries()) {
    const found = poleOf(word, lower[index + 1]);
    if (found === undefined) {
      continue;
    }
    const { dimension } = found;
    // "No longer on warfarin" stands at the other pole; "no left-sided weakness" still speaks of the left.
    const turns = negated[index] === true && cueOf(dimension) !== 'laterality';
    const pole = turns ? (found.pole === 0 ? 1 : 0) : found.pole;
    if (poles.has(dimension) && poles.get(dimension) !== pole) {
      torn.add(dimension);
    }
    poles.set(dimension, pole);
  }
  for (const dimension of torn) {
    poles.delete(dimension);
  }
  return poles;
}
