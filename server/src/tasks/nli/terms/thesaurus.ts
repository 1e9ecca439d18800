import { care } from './care.js';
import { drugs } from './drugs.js';
import { findings } from './findings.js';
import { measures } from './measures.js';
import { problems } from './problems.js';
import { termWords } from './term-words.js';

/** Something with names, and the kinds of it. */
export interface Concept {
  readonly narrower: Set<Concept>;
  /** A drug or a problem, of which a text can say nothing without naming it. */
  readonly isMatter?: boolean;
}

/** A name as a text may spell it. */
interface Name {
  readonly words: readonly string[];
  /** "PE" is an embolism, "pe" is not: an abbreviation is told by its capitals. */
  readonly spelled?: string;
  readonly concept: Concept;
}

/** A stretch of a text that names concepts, in UTF-16 offsets. */
export interface NamedThing {
  readonly start: number;
  readonly end: number;
  readonly concepts: ReadonlySet<Concept>;
}

/** The names by their first word, the longest first. */
const names = new Map<string, Name[]>();

/** The things that a text names, each by its longest name, none inside another. */
export function thingsNamed(text: string): NamedThing[] {
  const words = termWords(text);
  const found: NamedThing[] = [];
  for (let at = 0; at < words.length;) {
    const fitting = (names.get(words[at]?.form ?? '') ?? []).filter((name) => fits(name, at));
    const count = fitting[0]?.words.length ?? 0;
    const [first, last] = [words[at], words[at + count - 1]];
    if (first && last && count > 0) {
      const longest = fitting.filter((name) => name.words.length === count);
      found.push({
        start: first.start,
        end: last.end,
        concepts: new Set(longest.map(({ concept }) => concept)),
      });
    }
    at += Math.max(1, count);
  }
  return found;

  function fits({ words: own, spelled }: Name, at: number): boolean {
    return (
      own.every(
        (form, offset) => words[at + offset]?.form === form && (offset === 0 || words[at + offset]?.joined),
      ) &&
      (spelled === undefined || text.slice(words[at]?.start, words[at + own.length - 1]?.end) === spelled)
    );
  }
}

/** Whether one of the things is the concept or a kind of it, at however many removes. */
export function isKindOf(concepts: ReadonlySet<Concept>, whole: Concept, seen = new Set<Concept>()): boolean {
  if (concepts.has(whole)) return true;
  seen.add(whole);
  return [...whole.narrower].some((each) => !seen.has(each) && isKindOf(concepts, each, seen));
}

function read(matters: readonly string[], others: readonly string[]): void {
  const byName = new Map<string, Concept[]>();
  const linesOf = (lists: readonly string[]): string[] => lists.flatMap((list) => list.trim().split('\n'));
  const lines = [...linesOf(matters), ...linesOf(others)].map((line) => line.split(' > '));
  const mostMatters = linesOf(matters).length;
  const concepts = lines.map(([own], index) => {
    const concept: Concept = { narrower: new Set(), isMatter: index < mostMatters };
    for (const name of own?.split(', ') ?? []) add(name, concept);
    return concept;
  });
  for (const [index, [, kinds]] of lines.entries()) {
    for (const name of kinds?.split(', ') ?? []) {
      const known = byName.get(keyOf(name)) ?? [
        add(name, { narrower: new Set(), isMatter: index < mostMatters }),
      ];
      for (const concept of known) concepts[index]?.narrower.add(concept);
    }
  }
  for (const each of names.values()) each.sort((a, b) => b.words.length - a.words.length);

  function add(name: string, concept: Concept): Concept {
    const words = termWords(name).map(({ form }) => form);
    const isAbbreviation =
      words.length === 1 && name !== name.toLowerCase() && !/^\p{Lu}\p{Ll}+$/u.test(name);
    const first = words[0] ?? '';
    names.set(first, [
      ...(names.get(first) ?? []),
      { words, concept, ...(isAbbreviation ? { spelled: name } : {}) },
    ]);
    byName.set(keyOf(name), [...(byName.get(keyOf(name)) ?? []), concept]);
    return concept;
  }
}

function keyOf(name: string): string {
  return termWords(name)
    .map(({ form }) => form)
    .join(' ');
}

read([drugs, problems], [measures, care, findings]);
