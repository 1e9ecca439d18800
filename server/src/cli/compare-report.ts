import * as l10n from '@vscode/l10n';
import type { Kappa } from '../evaluation/agreement/kappa.js';
import type { DisagreementKind, Said } from '../agreement/disagreements.js';
import { score } from '../evaluation/report/wording.js';
import type { ScoresByType } from '../evaluation/scores/by-type.js';
import type { ComparedPair } from './compared-pair.js';
import { positionsIn } from './positions.js';
import { colorsFor } from './style.js';
import { aligned } from './text-report.js';
import { visible, visibleLine } from './visible.js';

/** The agreement of each pair as tables, then every point on which they differ. */
export function agreementReport(pairs: readonly ComparedPair[], color: boolean): string {
  const colors = colorsFor(color);
  const parts = pairs.map(({ a, b, agreement, disagreements }) => {
    const { notes, entities, assertion, relations } = agreement;
    const names = { a: visible(a), b: visible(b), notes };
    const title = l10n.t('{a} and {b}, notes: {notes}', names);
    const rows = disagreements.flatMap(({ note, text, found }) => {
      const positionOf = positionsIn(text);
      return found.map(({ kind, span, a: first, b: second }) => {
        const { line, column } = positionOf(span.start);
        return [
          `${visible(note)}:${line}:${column}`,
          kindWord(kind),
          saidText(first, text),
          saidText(second, text),
        ];
      });
    });
    const lines = [
      colors.bold(title),
      '',
      ...aligned([
        ['', l10n.t('exact F1'), l10n.t('overlap F1'), names.a, names.b],
        ...scoreRows(l10n.t('entities'), entities),
        ...scoreRows(l10n.t('relations'), relations),
      ]),
      '',
      l10n.t('Assertion: kappa {kappa}, over {count} mentions marked by both', {
        kappa: kappaText(assertion),
        count: assertion.items,
      }),
      '',
      l10n.t('Disagreements: {0}', rows.length),
      ...(rows.length === 0 ? [] : aligned([['', '', names.a, names.b], ...rows])),
    ];
    return `${lines.join('\n')}\n`;
  });
  if (pairs.length < 2) return parts.join('');
  const mean = means(pairs);
  const kappa = mean.assertion === undefined ? '–' : score(mean.assertion);
  const last = l10n.t(
    'Mean of {pairs} pairs: entities {strict} exact, {overlap} overlap; relations {relations}; assertion kappa {kappa}',
    {
      pairs: pairs.length,
      strict: score(mean.strict),
      overlap: score(mean.overlap),
      relations: score(mean.relations),
      kappa,
    },
  );
  return `${parts.join('\n')}\n${last}\n`;
}

/** The same for programs: `schemas/bionote-agreement.schema.json`. */
export function agreementJson(pairs: readonly ComparedPair[]): object {
  return {
    format: 'bionote-agreement',
    version: 1,
    offsets: 'utf-16',
    pairs: pairs.map(({ a, b, agreement, disagreements }) => ({
      a,
      b,
      ...agreement,
      disagreements: disagreements.flatMap(({ note, text, found }) => {
        const positionOf = positionsIn(text);
        return found.map(({ kind, span, a: first, b: second }) => ({
          note,
          line: positionOf(span.start).line,
          kind,
          ...span,
          ...(first && { a: saidJson(first, text) }),
          ...(second && { b: saidJson(second, text) }),
        }));
      }),
    })),
    mean: means(pairs),
  };
}

/** The disagreements as a table for a spreadsheet. */
export function disagreementRows(pairs: readonly ComparedPair[]): string[][] {
  const head = [
    'a',
    'b',
    'note',
    'line',
    'kind',
    'a_label',
    'a_text',
    'a_assertion',
    'b_label',
    'b_text',
    'b_assertion',
  ];
  const cells = (said: Said | undefined, text: string): string[] =>
    said ? [said.label, text.slice(said.span.start, said.span.end), said.assertion ?? ''] : ['', '', ''];
  return [
    head,
    ...pairs.flatMap(({ a, b, disagreements }) =>
      disagreements.flatMap(({ note, text, found }) => {
        const positionOf = positionsIn(text);
        return found.map(({ kind, span, a: first, b: second }) => [
          a,
          b,
          note,
          String(positionOf(span.start).line),
          kind,
          ...cells(first, text),
          ...cells(second, text),
        ]);
      }),
    ),
  ];
}

function scoreRows(
  title: string,
  { strict, overlap }: { strict: ScoresByType; overlap: ScoresByType },
): string[][] {
  if (strict.micro.found + strict.micro.gold === 0) return [];
  const row = (
    name: string,
    exact: ScoresByType['micro'],
    loose: ScoresByType['micro'] | undefined,
  ): string[] => [
    name,
    score(exact.f1),
    loose ? score(loose.f1) : '',
    String(exact.gold),
    String(exact.found),
  ];
  return [
    row(title, strict.micro, overlap.micro),
    ...Object.entries(strict.types).map(([type, scores]) =>
      row(`  ${visible(type)}`, scores, overlap.types[type]),
    ),
  ];
}

interface Means {
  readonly strict: number;
  readonly overlap: number;
  readonly relations: number;
  /** Absent where no pair has one. */
  readonly assertion?: number;
}

function means(pairs: readonly ComparedPair[]): Means {
  const mean = (values: readonly number[]): number =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  const agreements = pairs.map(({ agreement }) => agreement);
  const kappas = agreements.flatMap(({ assertion }) => assertion.value ?? []);
  return {
    strict: mean(agreements.map(({ entities }) => entities.strict.micro.f1)),
    overlap: mean(agreements.map(({ entities }) => entities.overlap.micro.f1)),
    relations: mean(agreements.map(({ relations }) => relations.strict.micro.f1)),
    ...(kappas.length > 0 && { assertion: mean(kappas) }),
  };
}

function kindWord(kind: DisagreementKind): string {
  switch (kind) {
    case 'missing':
      return l10n.t('marked by one');
    case 'type':
      return l10n.t('another type');
    case 'extent':
      return l10n.t('another extent');
    case 'assertion':
      return l10n.t('another assertion');
    case 'relation':
      return l10n.t('related by one');
  }
}

function saidText(said: Said | undefined, text: string): string {
  if (!said) return '–';
  const words = visibleLine(text.slice(said.span.start, said.span.end).replace(/\s+/g, ' '));
  return [`${visible(said.label)}:`, words, said.assertion === undefined ? '' : `(${said.assertion})`]
    .filter((part) => part !== '')
    .join(' ');
}

function saidJson({ span, label, assertion }: Said, text: string): object {
  return {
    ...span,
    label,
    text: text.slice(span.start, span.end),
    ...(assertion !== undefined && { assertion }),
  };
}

function kappaText({ value }: Kappa): string {
  return value === undefined ? '–' : score(value);
}
