import type {
  FindingState,
  FoundContradiction,
  FoundEntity,
  FoundRelation,
  FoundText,
  NoteFindings,
} from '../../../server/src/shared/protocol.js';
import { percent } from '../format.js';
import { plainText } from '../plain-text.js';
import type { Translator } from '../translator.js';
import { isReviewable, type Confirmable } from './confirmable.js';
import { filterFindings, sorted, type FindingsFilter } from './filter.js';
import { grouped } from './grouped.js';

/** A place in a note, with the words that stood there, so that it can be found again after edits. */
export interface Place extends FoundText {
  readonly uri: string;
  /** The version of the document that the range is of. */
  readonly version: number;
}

/** One line of a tree. */
export interface Row {
  /** Unique in its tree, and the same after an edit elsewhere. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip?: string;
  /** All of the line for a screen reader. */
  readonly spoken: string;
  /** The type whose colour it has, with the colour that its schema gives, or an icon's name. */
  readonly icon?: { readonly type: string; readonly color?: string } | { readonly name: string };
  /** Where a choice of it leads. */
  readonly place?: Place;
  /** What menus know it by. */
  readonly kind?: string;
  /** What a person can confirm here. */
  readonly confirmable?: Confirmable;
  readonly children?: readonly Row[];
}

interface Making {
  readonly findings: NoteFindings;
  readonly filter: FindingsFilter;
  readonly l10n: Translator;
  /** Begins every id, so that a tree can hold several notes. */
  readonly prefix: string;
}

/** The lines of a note: its entities by type and concept, its relations by code, its contradictions. */
export function noteRows(
  findings: NoteFindings,
  filter: FindingsFilter,
  l10n: Translator,
  prefix = '',
): Row[] {
  const making: Making = { findings: filterFindings(findings, filter), filter, l10n, prefix };
  return [...typeRows(making), ...relationRows(making), ...contradictionRows(making)];
}

function typeRows(making: Making): Row[] {
  const { findings, prefix } = making;
  const byType = grouped(findings.entities, ({ type }) => type);
  const known = findings.types.map(({ name }) => name);
  const names = [...known, ...[...byType.keys()].filter((name) => !known.includes(name))];
  return names.flatMap((name) => {
    const mentions = byType.get(name);
    if (!mentions) return [];
    const color = findings.types.find((type) => type.name === name)?.color;
    const icon = { type: name, ...(color !== undefined && { color }) };
    const children = conceptRows(making, mentions, icon);
    return [group(`${prefix}type ${name}`, name, mentions.length, icon, children, making.l10n)];
  });
}

function conceptRows(making: Making, mentions: readonly FoundEntity[], icon: Row['icon']): Row[] {
  const { filter, l10n, prefix } = making;
  const concepts = [...grouped(mentions, ({ concept }) => concept).values()];
  return sorted(concepts, leastConfidence, filter).flatMap((found) => {
    const [first] = found;
    if (!first) return [];
    if (found.length === 1) return [mentionRow(making, first, icon)];
    const children = sorted(found, ({ confidence }) => confidence, filter).map((mention) =>
      mentionRow(making, mention, icon),
    );
    const row = group(`${prefix}concept ${first.concept}`, first.text, found.length, icon, children, l10n);
    return [{ ...row, place: placeOf(making, first) }];
  });
}

function mentionRow(making: Making, mention: FoundEntity, icon?: Row['icon']): Row {
  const { l10n, prefix } = making;
  const { id, text, type, assertion = '', confidence, range, state } = mention;
  const line = l10n.t('line {0}', range.start.line + 1);
  const details = [stateWord(state, l10n), assertion, percent(confidence, l10n), line];
  return {
    id: `${prefix}mention ${id}`,
    label: plainText(text),
    description: joined(details),
    spoken: spoken([text, type, ...details]),
    ...(icon && { icon }),
    place: placeOf(making, mention),
    kind: 'mention',
    ...confirmableOf(making, state, { target: { range, type } }),
  };
}

function relationRows(making: Making): Row[] {
  const { findings, filter, l10n, prefix } = making;
  const { relations } = findings;
  if (relations.length === 0) return [];
  const entities = new Map(findings.entities.map((entity) => [entity.id, entity]));
  const codes = [...grouped(relations, ({ code }) => code)].map(([code, found]): Row => {
    const children = sorted(found, ({ probability }) => probability, filter).map((relation) =>
      relationRow(making, relation, entities),
    );
    const row = group(`${prefix}code ${code}`, code, found.length, { name: 'arrow-both' }, children, l10n);
    const gloss = plainText(found[0]?.gloss ?? '');
    return { ...row, description: `${row.description} · ${gloss}`, tooltip: gloss };
  });
  return [
    group(`${prefix}relations`, l10n.t('Relations'), relations.length, { name: 'references' }, codes, l10n),
  ];
}

function relationRow(
  making: Making,
  { id, code, gloss, head, tail, probability, evidence, state }: FoundRelation,
  entities: ReadonlyMap<string, FoundEntity>,
): Row {
  const { l10n, prefix } = making;
  const ends = [head, tail].map((end) => entities.get(end));
  const [from, to] = ends.map((end) => end?.text ?? '');
  const [target, other] = ends.map((end) => end && { range: end.range, type: end.type });
  const details = [
    stateWord(state, l10n),
    percent(probability, l10n),
    l10n.t('line {0}', evidence.range.start.line + 1),
  ];
  return {
    id: `${prefix}relation ${id}`,
    label: plainText(`${from ?? ''} → ${to ?? ''}`),
    description: joined(details),
    tooltip: plainText(`${code}: ${gloss}. "${evidence.text}"`),
    spoken: spoken([l10n.t('{0}, {1}, {2}', from ?? '', gloss, to ?? ''), ...details]),
    place: placeOf(making, evidence),
    kind: 'relation',
    ...(target && other && confirmableOf(making, state, { target, tail: other, value: code })),
  };
}

function contradictionRows(making: Making): Row[] {
  const { findings, filter, l10n, prefix } = making;
  const { contradictions } = findings;
  if (contradictions.length === 0) return [];
  const children = sorted(contradictions, ({ probability }) => probability, filter).map(
    (contradiction, index) => contradictionRow(making, contradiction, index),
  );
  const icon = { name: 'warning' };
  const label = l10n.t('Contradictions');
  return [group(`${prefix}contradictions`, label, contradictions.length, icon, children, l10n)];
}

function contradictionRow(
  making: Making,
  { key, premise, hypothesis, probability, state }: FoundContradiction,
  index: number,
): Row {
  const { l10n, prefix } = making;
  // One pair may stand in a note more than once.
  const id = `${prefix}contradiction ${key} ${index}`;
  const statement = (name: string, said: FoundText): Row => {
    const line = l10n.t('line {0}', said.range.start.line + 1);
    return {
      id: `${id} ${name}`,
      label: plainText(said.text),
      description: line,
      tooltip: plainText(said.text),
      spoken: spoken([said.text, line]),
      place: placeOf(making, said),
    };
  };
  const details = [
    stateWord(state, l10n),
    percent(probability, l10n),
    l10n.t('lines {0} and {1}', premise.range.start.line + 1, hypothesis.range.start.line + 1),
  ];
  return {
    id,
    label: plainText(hypothesis.text),
    description: joined(details),
    tooltip: plainText(l10n.t('"{0}" against "{1}"', hypothesis.text, premise.text)),
    spoken: spoken([l10n.t('"{0}" against "{1}"', hypothesis.text, premise.text), ...details]),
    place: placeOf(making, hypothesis),
    kind: 'contradiction',
    ...confirmableOf(making, state, {
      statements: { premise: premise.range, hypothesis: hypothesis.range },
    }),
    children: [statement('premise', premise), statement('hypothesis', hypothesis)],
  };
}

function group(
  id: string,
  label: string,
  count: number,
  icon: Row['icon'],
  children: readonly Row[],
  l10n: Translator,
): Row {
  return {
    id,
    label: plainText(label),
    description: String(count),
    spoken: l10n.t('{0}, {1} found', plainText(label), count),
    ...(icon && { icon }),
    children,
  };
}

function stateWord(state: FindingState | undefined, l10n: Translator): string {
  return state === 'confirmed' ? l10n.t('confirmed') : '';
}

function confirmableOf(
  { findings }: Making,
  state: FindingState = 'proposed',
  finding: Confirmable['finding'],
): Pick<Row, 'confirmable'> {
  return isReviewable(findings) ? { confirmable: { uri: findings.uri, state, finding } } : {};
}

function placeOf({ findings }: Making, { range, text }: FoundText): Place {
  return { uri: findings.uri, version: findings.version, range, text };
}

function leastConfidence(mentions: readonly FoundEntity[]): number | undefined {
  const known = mentions.flatMap(({ confidence }) => confidence ?? []);
  return known.length === 0 ? undefined : Math.min(...known);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function spoken(parts: readonly string[]): string {
  return plainText(parts.filter((part) => part !== '').join(', '));
}
