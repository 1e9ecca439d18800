import { termWords } from './term-words.js';
import { isKindOf, thingsNamed, type NamedThing } from './thesaurus.js';

/** In front of what it denies, within a clause. */
const denial =
  /\b(?:no|not|never|nor|neither|without|den(?:y|ies|ied)|negative for|free of|absence of|rule[sd]? out|(?:is|does|has|was|did)n['’]t)\b/iu;
/** Behind it. */
const deniedBehind = /^[^.,;]{0,12}\b(?:absent|negative|none|ruled out|excluded|nil)\b/iu;

/**
 * A premise in the words of the statement that it is compared with: what the two call by different names, the premise
 * calls as the statement does, and so what is of a kind that the statement names. "She takes amlodipine" becomes "She takes
 * calcium channel blocker" beside a statement about calcium channel blockers; a small model need not know the drug.
 *
 * Of what is denied the inference goes the other way: who takes no lisinopril may take another ACE inhibitor, but who has
 * no hemorrhage has no intracranial bleed (MacCartney and Manning 2007, "Natural logic for textual inference").
 *
 * @returns the premise itself if there is nothing to put otherwise.
 */
export function inTermsOf(statement: string, premise: string): string {
  const asked = thingsNamed(statement);
  if (asked.length === 0) return premise;
  const said = thingsNamed(premise).map((thing) => ({ ...thing, name: nameOf(thing, premise) }));
  const others = asked
    .map((thing) => ({ ...thing, name: nameOf(thing, statement) }))
    // What the premise calls by that name already needs no other words.
    .filter(({ name }) => !said.some((thing) => isAlike(thing.name, name)));
  let [worded, last] = ['', 0];
  for (const thing of said) {
    const isDenied =
      denial.test(clauseBefore(premise, thing.start)) || deniedBehind.test(premise.slice(thing.end));
    const fitting = others.filter((other) => (isDenied ? isOrHolds(thing, other) : isOrHolds(other, thing)));
    // The same thing is nearer than a kind of it.
    const other = fitting.find((each) => isSame(each, thing)) ?? fitting[0];
    if (other === undefined || asked.some((each) => isAlike(nameOf(each, statement), thing.name))) continue;
    worded += premise.slice(last, thing.start) + other.name;
    last = thing.end;
  }
  return worded + premise.slice(last);
}

function nameOf({ start, end }: NamedThing, text: string): string {
  return text.slice(start, end);
}

/**
 * Whether a premise names every drug and every problem that a statement names, by whatever name, or a kind of it, or what it
 * is a kind of. One that does not cannot entail the statement: atrial fibrillation is no heart attack, however near in meaning.
 */
export function namesMattersOf(statement: string, premise: string): boolean {
  const matters = thingsNamed(statement).filter(({ concepts }) =>
    [...concepts].some((each) => each.isMatter),
  );
  if (matters.length === 0) return true;
  const said = thingsNamed(premise);
  const words = new Set(stemsOf(premise));
  return matters.every(
    (matter) =>
      said.some((thing) => isOrHolds(matter, thing) || isOrHolds(thing, matter)) ||
      stemsOf(nameOf(matter, statement)).every((stem) => words.has(stem)),
  );
}

/** What stands before an offset in its clause. */
function clauseBefore(text: string, end: number): string {
  const before = text.slice(0, end);
  return before.slice(Math.max(...['.', ';', ':'].map((mark) => before.lastIndexOf(mark))) + 1);
}

/** Whether the first names the same thing as the second, or what that is a kind of. */
function isOrHolds(whole: NamedThing, kind: NamedThing): boolean {
  return [...whole.concepts].some((each) => isKindOf(kind.concepts, each));
}

function isSame(one: NamedThing, other: NamedThing): boolean {
  return [...one.concepts].some((each) => other.concepts.has(each));
}

/** Whether two names are forms of one word, which a model knows: "ventilator" and "ventilated". */
function isAlike(name: string, said: string): boolean {
  return stemsOf(name).at(-1) === stemsOf(said).at(-1);
}

/** The beginnings of words, by which their forms are alike. */
function stemsOf(text: string): string[] {
  return termWords(text).map(({ form }) => form.slice(0, 6));
}
