import type { FindingState, NoteFindings, ReviewParams } from '../../../server/src/shared/protocol.js';

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

/** What decisions need to know of a row of the panel. */
export interface DecidableRow {
  readonly confirmable?: Confirmable;
  readonly children?: readonly DecidableRow[];
}

/** A row and all rows below it. */
export function rowsBelow(row: DecidableRow): DecidableRow[] {
  return [row, ...(row.children ?? []).flatMap(rowsBelow)];
}

/** Whether something is proposed in a row or below it. */
export function hasProposals({ confirmable, children = [] }: DecidableRow): boolean {
  return confirmable?.state === 'proposed' || children.some(hasProposals);
}

/** What a person can do with rows: confirm or reject what is proposed, or take back what is confirmed. */
export type RowDecision = 'accept' | 'reject' | 'takeBack';

/** The action for each kind of finding. */
const actions = {
  accept: { mentions: 'acceptEach', relation: 'relate', contradiction: 'contradict' },
  reject: { mentions: 'rejectEach', relation: 'rejectRelation', contradiction: 'rejectContradiction' },
  takeBack: { mentions: 'withdrawEach', relation: 'unrelate', contradiction: 'uncontradict' },
} as const;

/** The requests that decide on rows: one for all mentions, so that one undo takes it back. */
export function decisionsFor(rows: readonly DecidableRow[], decision: RowDecision): ReviewParams[] {
  const wanted = decision === 'takeBack' ? 'confirmed' : 'proposed';
  const { mentions: each, relation, contradiction } = actions[decision];
  const open = rows.flatMap(({ confirmable }) => (confirmable?.state === wanted ? confirmable : []));
  const [first] = open;
  if (!first) return [];
  const { uri } = first;
  const mentions = open.flatMap(({ finding }) =>
    'target' in finding && !('tail' in finding) ? [finding.target] : [],
  );
  const others = open.flatMap(({ finding }): ReviewParams[] => {
    if ('statements' in finding) {
      return [{ uri, action: contradiction, ...finding }];
    }
    return 'tail' in finding ? [{ uri, action: relation, ...finding }] : [];
  });
  const all: ReviewParams[] = mentions.length === 0 ? [] : [{ uri, action: each, targets: mentions }];
  // Relations are confirmed after their ends, and otherwise decided on before them.
  return decision === 'accept' ? [...all, ...others] : [...others, ...all];
}
