import type { FindingState, NoteFindings, ReviewParams } from '../../../server/src/shared/protocol.js';
import type { Row } from './rows.js';

/** A finding that a person can confirm or take back, as the server knows it. */
export interface Confirmable {
  readonly uri: string;
  readonly state: FindingState;
  readonly finding:
    | Pick<Required<ReviewParams>, 'target'>
    | Pick<Required<ReviewParams>, 'target' | 'tail' | 'value'>
    | Pick<Required<ReviewParams>, 'statements'>;
}

/** Whether the findings are of a note that can be reviewed: its review lies beside its file. */
export function isReviewable({ uri }: Pick<NoteFindings, 'uri'>): boolean {
  return uri.startsWith('file:');
}

/** All that can be confirmed at a row and below it. */
export function confirmablesOf({ confirmable, children = [] }: Row): Confirmable[] {
  return [...(confirmable ? [confirmable] : []), ...children.flatMap(confirmablesOf)];
}

/** Whether all of a row is confirmed; `undefined` if nothing of it can be. */
export function isConfirmed(row: Row): boolean | undefined {
  const found = confirmablesOf(row);
  return found.length === 0 ? undefined : found.every(({ state }) => state === 'confirmed');
}

/** The requests that confirm rows, or take them back: one for all mentions, so that one undo takes it back. */
export function decisionsFor(rows: readonly Row[], confirm: boolean): ReviewParams[] {
  const wanted = confirm ? 'proposed' : 'confirmed';
  const found = new Set(
    rows
      .flatMap(confirmablesOf)
      .filter(({ state }) => state === wanted)
      // A concept's line and the lines below it hold the same findings.
      .map((each) => JSON.stringify(each)),
  );
  const open = Array.from(found, (each) => JSON.parse(each) as Confirmable);
  const [first] = open;
  if (!first) return [];
  const { uri } = first;
  const mentions = open.flatMap(({ finding }) =>
    'target' in finding && !('tail' in finding) ? [finding.target] : [],
  );
  const others = open.flatMap(({ finding }): ReviewParams[] => {
    if ('statements' in finding) {
      return [{ uri, action: confirm ? 'contradict' : 'uncontradict', ...finding }];
    }
    return 'tail' in finding ? [{ uri, action: confirm ? 'relate' : 'unrelate', ...finding }] : [];
  });
  // Relations are taken back before their ends, and confirmed after them.
  const each: ReviewParams[] =
    mentions.length === 0 ? [] : [{ uri, action: confirm ? 'acceptEach' : 'removeEach', targets: mentions }];
  return confirm ? [...each, ...others] : [...others, ...each];
}
