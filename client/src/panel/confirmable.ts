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

/** The requests that confirm rows, or take them back: one for all mentions, so that one undo takes it back. */
export function decisionsFor(
  rows: readonly { readonly confirmable?: Confirmable }[],
  confirm: boolean,
): ReviewParams[] {
  const wanted = confirm ? 'proposed' : 'confirmed';
  const open = rows.flatMap(({ confirmable }) => (confirmable?.state === wanted ? confirmable : []));
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
    mentions.length === 0
      ? []
      : [{ uri, action: confirm ? 'acceptEach' : 'withdrawEach', targets: mentions }];
  return confirm ? [...each, ...others] : [...others, ...each];
}
