import { nameOf } from '../formats/brat-names.js';
import { refersTo } from './anchoring.js';
import { Refusal, type Target } from './decision.js';
import type { Making } from './making.js';
import { idOf } from './standoff-lines.js';

/** A relation between two mentions of a note, by their places. */
interface Link {
  readonly target: Target;
  readonly tail: Target;
  readonly code: string;
}

/** Confirms a relation, and accepts its ends where they are proposals. */
export function relate(making: Making, { target: head, tail, code }: Link): void {
  const [from, to] = [making.confirmedOrAccepted(head), making.confirmedOrAccepted(tail)];
  const link = `${nameOf(code)} Arg1:${from} Arg2:${to}`;
  if (making.contents.some((content) => content.startsWith('R') && content.split('\t')[1] === link)) {
    throw new Refusal('already-confirmed');
  }
  const said = { said: making.saidOf(tail), code };
  making.log('related', making.saidOf(head), [{ after: `${making.nextId('R')}\t${link}` }], said);
}

/** Decides that a relation is none: what confirms it goes, and it is not proposed again. Its ends stay as they are. */
export function rejectRelation(making: Making, { target: head, tail, code }: Link): void {
  const said = { said: making.saidOf(tail), code };
  const changes = linesOf(making, { target: head, tail, code }).map((before) => ({ before }));
  making.log('relation-rejected', making.saidOf(head), changes, said);
}

/** Takes a confirmed relation back, with what is said of it. */
export function unrelate(making: Making, link: Link): void {
  const lines = linesOf(making, link);
  if (lines.length === 0) throw new Refusal('nothing-there');
  making.enter(
    'withdrawn',
    lines.map((before) => ({ before })),
  );
}

/** The lines that confirm a relation, with what is said of it; empty if nobody has confirmed it. */
function linesOf(making: Making, { target: head, tail, code }: Link): string[] {
  const [from, to] = [making.confirmedAt(head)?.id, making.confirmedAt(tail)?.id];
  const relation = making.reviewed.relations.find(
    (one) => one.code === nameOf(code) && one.head === from && one.tail === to,
  );
  if (!relation) return [];
  return making.contents.filter(
    (content) =>
      idOf(content) === relation.id || (/^[#AM]/.test(content) && refersTo(content).includes(relation.id)),
  );
}
