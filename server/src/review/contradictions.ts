import { entityLine, fragmentsOf } from '../formats/brat-lines.js';
import { contradictionType, statementType } from '../formats/brat-names.js';
import type { Span } from '../note/span.js';
import { refersTo } from './anchoring.js';
import { Refusal } from './decision.js';
import type { Making } from './making.js';
import type { Proposal } from './proposal.js';
import { idOf, type LineChange } from './standoff-lines.js';

/** Two statements of a note, by their places. */
interface Pair {
  readonly premise: Span;
  readonly hypothesis: Span;
  /** The annotators who say it. */
  readonly by?: readonly string[];
}

/** Confirms that two statements contradict each other: a relation between two annotations of their sentences. */
export function contradict(making: Making, pair: Pair): void {
  if (isSame(pair.premise, pair.hypothesis)) throw new Refusal('nothing-there');
  if (lineOf(making, pair) !== undefined) throw new Refusal('already-confirmed');
  const changes: LineChange[] = [];
  const idFor = (span: Span): string => {
    const known = making.contents.find((content) => isStatement(making, content, span));
    if (known !== undefined) return idOf(known);
    const id = making.nextId('T');
    changes.push({ after: statementLine(making, id, span) });
    return id;
  };
  const [premise, hypothesis] = [idFor(pair.premise), idFor(pair.hypothesis)];
  changes.push({
    after: `${making.nextId('R')}\t${contradictionType} Arg1:${premise} Arg2:${hypothesis}`,
  });
  making.log('contradicted', saidOf(making, pair), changes, { said: otherOf(making, pair) });
}

/** Decides that two statements do not contradict each other: what confirms it goes, and it is not proposed again. */
export function rejectContradiction(making: Making, pair: Pair): void {
  const { hypothesis, premise } = pair;
  if (isSame(premise, hypothesis)) throw new Refusal('nothing-there');
  const changes = lineOf(making, pair) === undefined ? [] : changesWithout(making, pair);
  making.log('contradiction-rejected', saidOf(making, pair), changes, { said: otherOf(making, pair) });
}

/** Takes such a relation back, with what is said of it and the statements that nothing else refers to. */
export function uncontradict(making: Making, pair: Pair): void {
  making.log('withdrawn', making.saidAt(pair.hypothesis, contradictionType), changesWithout(making, pair));
}

function changesWithout(making: Making, pair: Pair): LineChange[] {
  const relation = lineOf(making, pair);
  if (relation === undefined) throw new Refusal('nothing-there');
  const id = idOf(relation);
  const notes = making.contents.filter((content) => /^[#AM]/.test(content) && refersTo(content).includes(id));
  const statements = making.contents.filter(
    (content) =>
      [pair.premise, pair.hypothesis].some((span) => isStatement(making, content, span)) &&
      !making.contents.some((other) => other !== relation && refersTo(other).includes(idOf(content))),
  );
  return [...notes, relation, ...statements].map((before) => ({ before }));
}

function saidOf(making: Making, { hypothesis, by }: Pair): Proposal {
  return { ...making.saidAt(hypothesis, contradictionType), ...(by && { proposedBy: by }) };
}

function otherOf(making: Making, { premise }: Pair): Proposal {
  return making.saidAt(premise, contradictionType);
}

/** Whether somebody has confirmed that two statements contradict each other. */
export function isConfirmed(making: Making, pair: Pair): boolean {
  return lineOf(making, pair) !== undefined;
}

/** The line that says that the two contradict each other, in either order. */
function lineOf({ contents, reviewed }: Making, { premise, hypothesis }: Pair): string | undefined {
  const found = reviewed.contradictions.find(
    (one) =>
      (isSame(one.premise, premise) && isSame(one.hypothesis, hypothesis)) ||
      (isSame(one.premise, hypothesis) && isSame(one.hypothesis, premise)),
  );
  return found && contents.find((content) => idOf(content) === found.id);
}

function isStatement(making: Making, content: string, span: Span): boolean {
  return content.startsWith('T') && content === statementLine(making, idOf(content), span);
}

function statementLine({ reviewed: { note, offsets } }: Making, id: string, span: Span): string {
  const fragments = fragmentsOf(note.text, span);
  if (fragments.length === 0) throw new Refusal('empty');
  return entityLine(id, statementType, note.text, fragments, offsets);
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
