import { assertionName } from '../formats/brat-names.js';
import { Refusal, type Target } from './decision.js';
import type { Making } from './making.js';
import { idOf, type LineChange } from './standoff-lines.js';

/** Gives what is confirmed another assertion, or accepts a proposal in it. */
export function assert(making: Making, target: Target, assertion: string): void {
  if (!/^[a-z]+$/.test(assertion)) throw new Refusal('bad-name');
  const entity = making.confirmedAt(target);
  if (entity) making.log('asserted', entity, assertionChanges(making, entity.id, assertion));
  else making.accept('asserted', making.proposalAt(target), assertion);
}

/** What gives the annotation `id` an assertion, or takes it off where that is absent. */
export function assertionChanges(making: Making, id: string, assertion: string | undefined): LineChange[] {
  const before = making.contents.find(
    (content) => content.split('\t')[1]?.startsWith(`${assertionName} ${id} `) === true,
  );
  if (assertion === undefined) return before === undefined ? [] : [{ before }];
  const own = before === undefined ? making.nextId('A') : idOf(before);
  const after = `${own}\t${assertionName} ${id} ${assertion}`;
  return [before === undefined ? { after } : { before, after }];
}
