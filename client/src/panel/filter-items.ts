import type { NoteFindings } from '../../../server/src/shared/protocol.js';
import { percent } from '../format.js';
import type { Translator } from '../translator.js';
import { assertionName, showEverything, stateName, type FindingsFilter } from './filter.js';

/** One line of the filter's menu. */
export interface FilterItem {
  readonly label: string;
  readonly description: string;
  readonly what: 'types' | 'assertions' | 'state' | 'minimum' | 'sort' | 'everything';
}

/** The menu: each part of the filter with what it is set to. */
export function filterItems(filter: FindingsFilter, l10n: Translator): FilterItem[] {
  const without = (names: readonly string[]): string =>
    names.length === 0 ? l10n.t('all') : l10n.t('without {0}', names.join(', '));
  const items: FilterItem[] = [
    { label: `$(symbol-color) ${l10n.t('Types')}`, description: without(filter.hiddenTypes), what: 'types' },
    {
      label: `$(question) ${l10n.t('Assertions')}`,
      description: without(filter.hiddenAssertions.map((each) => assertionName(each, l10n))),
      what: 'assertions',
    },
    {
      label: `$(pass) ${l10n.t('Review')}`,
      description: stateName(filter.state, l10n),
      what: 'state',
    },
    {
      label: `$(dashboard) ${l10n.t('Minimum confidence of entities, relations and contradictions')}`,
      description: percent(filter.minimum, l10n),
      what: 'minimum',
    },
    {
      label: `$(sort-precedence) ${l10n.t('Order')}`,
      description: filter.sort === 'position' ? l10n.t('as in the note') : l10n.t('the least certain first'),
      what: 'sort',
    },
  ];
  if (JSON.stringify(filter) === JSON.stringify(showEverything)) return items;
  return [
    ...items,
    { label: `$(clear-all) ${l10n.t('Show everything')}`, description: '', what: 'everything' },
  ];
}

/** The names that a part of the filter can hide: those of the note, and those that are hidden. */
export function filterNames(
  what: 'types' | 'assertions',
  findings: NoteFindings | undefined,
  filter: FindingsFilter,
): string[] {
  const entities = findings?.entities ?? [];
  const names =
    what === 'types'
      ? [
          ...(findings?.types ?? []).map(({ name }) => name),
          ...entities.map(({ type }) => type),
          ...filter.hiddenTypes,
        ]
      : [...entities.map(({ assertion = '' }) => assertion).toSorted(), ...filter.hiddenAssertions];
  return [...new Set(names)];
}

/** A share from what a person typed in per cent, such as "60" or "60 %"; `undefined` if it is none. */
export function readPercent(typed: string): number | undefined {
  const [, digits] = /^(\d{1,3})%?$/.exec(typed.replaceAll(' ', '')) ?? [];
  const share = Number(digits) / 100;
  return share >= 0 && share <= 1 ? share : undefined;
}
