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
  const said = { said: making.saidAt(tail.span, tail.type), code };
  making.log(
    'related',
    making.saidAt(head.span, head.type),
    [{ after: `${making.nextId('R')}\t${link}` }],
    said,
  );
}

/** Takes a confirmed relation back, with what is said of it. */
export function unrelate(making: Making, { target: head, tail, code }: Link): void {
  const [from, to] = [making.require(head).id, making.require(tail).id];
  const relation = making.reviewed.relations.find(
    (one) => one.code === nameOf(code) && one.head === from && one.tail === to,
  );
  if (!relation) throw new Refusal('nothing-there');
  const about = making.contents.filter(
    (content) =>
      idOf(content) === relation.id || (/^[#AM]/.test(content) && refersTo(content).includes(relation.id)),
  );
  making.enter(
    'withdrawn',
    about.map((before) => ({ before })),
  );
}
