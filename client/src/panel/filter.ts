import type { FindingState, FoundEntity, NoteFindings } from '../../../server/src/shared/protocol.js';
import { percent } from '../format.js';
import type { Translator } from '../translator.js';

/** What of a note's findings is shown, and in which order. */
export interface FindingsFilter {
  readonly hiddenTypes: readonly string[];
  /** `''` stands for mentions of which nothing is said. */
  readonly hiddenAssertions: readonly string[];
  /** The least confidence, 0 to 1, of what is shown. What has none is shown. */
  readonly minimum: number;
  readonly sort: 'position' | 'certainty';
  /** Whether what people confirmed is shown, or what is left to review, or both. */
  readonly state: 'all' | 'proposed' | 'confirmed';
}

export const showEverything: FindingsFilter = {
  hiddenTypes: [],
  hiddenAssertions: [],
  minimum: 0,
  sort: 'position',
  state: 'all',
};

/** A filter as it was kept, with what is not usable left out. */
export function readFilter(kept: unknown): FindingsFilter {
  const given = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<
    Record<keyof FindingsFilter, unknown>
  >;
  const strings = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  const { minimum, state } = given;
  return {
    hiddenTypes: strings(given.hiddenTypes),
    hiddenAssertions: strings(given.hiddenAssertions),
    minimum: typeof minimum === 'number' && minimum >= 0 && minimum <= 1 ? minimum : 0,
    sort: given.sort === 'certainty' ? 'certainty' : 'position',
    state: state === 'proposed' || state === 'confirmed' ? state : 'all',
  };
}

/** Whether a confidence is enough to be shown. */
export function isSure({ minimum }: FindingsFilter, confidence: number | undefined): boolean {
  return confidence === undefined || confidence >= minimum;
}

/** What the filter leaves of the findings, in the order of the text. A relation needs both its ends. */
export function filterFindings(findings: NoteFindings, filter: FindingsFilter): NoteFindings {
  const types = new Set(filter.hiddenTypes);
  const assertions = new Set(filter.hiddenAssertions);
  const isShown = ({ type, assertion = '', confidence }: FoundEntity): boolean =>
    !types.has(type) && !assertions.has(assertion) && isSure(filter, confidence);
  const isWanted = ({ state = 'proposed' }: { readonly state?: FindingState }): boolean =>
    filter.state === 'all' || state === filter.state;
  const shown = findings.entities.filter(isShown);
  const ids = new Set(shown.map(({ id }) => id));
  const relations = findings.relations.filter(
    (relation) =>
      ids.has(relation.head) &&
      ids.has(relation.tail) &&
      isSure(filter, relation.probability) &&
      isWanted(relation),
  );
  // A relation that is left to review may be between mentions that are confirmed.
  const ends = new Set(relations.flatMap(({ head, tail }) => [head, tail]));
  return {
    ...findings,
    entities: shown.filter((entity) => isWanted(entity) || ends.has(entity.id)),
    relations,
    contradictions: findings.contradictions.filter(
      (contradiction) => isSure(filter, contradiction.probability) && isWanted(contradiction),
    ),
  };
}

/** `items` in the order of the filter: as they are, or the least certain first and those without confidence last. */
export function sorted<T>(
  items: readonly T[],
  confidence: (item: T) => number | undefined,
  { sort }: FindingsFilter,
): readonly T[] {
  if (sort === 'position') return items;
  return items.toSorted((a, b) => (confidence(a) ?? 2) - (confidence(b) ?? 2));
}

/** What the filter leaves out, in one line; empty if that is nothing. */
export function filterText(filter: FindingsFilter, l10n: Translator): string {
  const { hiddenTypes, hiddenAssertions, minimum, state } = filter;
  const parts = [
    hiddenTypes.length > 0 ? l10n.t('without {0}', hiddenTypes.join(', ')) : '',
    hiddenAssertions.length > 0
      ? l10n.t('without {0}', hiddenAssertions.map((each) => assertionName(each, l10n)).join(', '))
      : '',
    state === 'all' ? '' : stateName(state, l10n),
    minimum > 0 ? l10n.t('confidence from {0}', percent(minimum, l10n)) : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : l10n.t('Shown: {0}', parts.join(', '));
}

/** An assertion as the filter lists it. */
export function assertionName(assertion: string, l10n: Translator): string {
  return assertion === '' ? l10n.t('no assertion') : assertion;
}

/** What the filter shows of a review. */
export function stateName(state: FindingsFilter['state'], l10n: Translator): string {
  switch (state) {
    case 'all':
      return l10n.t('all');
    case 'proposed':
      return l10n.t('what is left to review');
    case 'confirmed':
      return l10n.t('what is confirmed');
  }
}
