import type { FoundEntity, NoteFindings } from '../../../server/src/shared/protocol.js';
import { percent } from '../format.js';
import { typeColor } from '../highlights/type-color.js';
import { grouped } from '../panel/grouped.js';
import { plainText } from '../plain-text.js';
import type { Translator } from '../translator.js';

/** How many concepts a graph shows: those that are mentioned most. More could not be told apart. */
export const mostNodes = 150;

/** The concepts of a note and the relations between them, as the graph draws them. */
export interface NoteGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** What there is to see, or why there is nothing, in one sentence. */
  readonly summary: string;
}

export interface GraphNode {
  /** The concept. */
  readonly id: string;
  /** The words of its first mention. */
  readonly label: string;
  readonly type: string;
  /** The colour: `--vscode-…`, a variable of the page, or `#rrggbb`. */
  readonly color: string;
  readonly mentions: number;
  /** All of it, for a screen reader. */
  readonly spoken: string;
}

export interface GraphEdge {
  /** The id of the likeliest of the relations that it stands for. */
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** The code, and how often it was found. */
  readonly label: string;
  /** All of it with its evidence, for a screen reader and for those who choose it. */
  readonly spoken: string;
}

/**
 * The graph of the findings that are shown: a node for each concept that is related to another, an edge for each code
 * between two of them.
 */
export function noteGraph(findings: NoteFindings, l10n: Translator): NoteGraph {
  const entities = new Map(findings.entities.map((entity) => [entity.id, entity]));
  const conceptOf = (id: string): string => entities.get(id)?.concept ?? '';
  const related = new Set(findings.relations.flatMap(({ head, tail }) => [conceptOf(head), conceptOf(tail)]));
  const concepts = [...grouped(findings.entities, ({ concept }) => concept)]
    .filter(([concept]) => related.has(concept))
    .toSorted(([, a], [, b]) => b.length - a.length);
  const shown = new Set(concepts.slice(0, mostNodes).map(([concept]) => concept));
  const edges = [
    ...grouped(findings.relations, ({ code, head, tail }) =>
      [code, conceptOf(head), conceptOf(tail)].join('\u0001'),
    ).values(),
  ].flatMap((relations) => {
    const [best] = relations.toSorted((a, b) => (b.probability ?? 0) - (a.probability ?? 0));
    if (!best) return [];
    const [source, target] = [conceptOf(best.head), conceptOf(best.tail)];
    if (!shown.has(source) || !shown.has(target)) return [];
    const sure = percent(best.probability, l10n);
    const [from, to] = [entities.get(best.head)?.text ?? '', entities.get(best.tail)?.text ?? ''];
    const relation = `${best.code}: ${from} → ${to}${sure === '' ? '' : `, ${sure}`}`;
    return [
      {
        id: best.id,
        source,
        target,
        label: relations.length === 1 ? best.code : `${best.code} ×${relations.length}`,
        spoken: plainText(`${relation}. ${best.gloss}. “${best.evidence.text}”`),
      },
    ];
  });
  const nodes = concepts
    .slice(0, mostNodes)
    .flatMap(([id, mentions]) =>
      mentions[0] ? [nodeOf(findings, id, mentions[0], mentions.length, l10n)] : [],
    );
  return { nodes, edges, summary: summaryOf(nodes.length, concepts.length, edges.length, l10n) };
}

function nodeOf(
  { types }: NoteFindings,
  id: string,
  { text, type }: FoundEntity,
  mentions: number,
  l10n: Translator,
): GraphNode {
  const { border } = typeColor(type, types.find(({ name }) => name === type)?.color);
  const count = mentions === 1 ? l10n.t('1 mention') : l10n.t('{0} mentions', mentions);
  return {
    id,
    label: plainText(text),
    type,
    color: 'hex' in border ? border.hex : themeVariable(border.themeId),
    mentions,
    spoken: plainText(`${text}, ${type}, ${count}`),
  };
}

/** The variable of a page in the editor that holds a colour of the theme. */
export function themeVariable(themeId: string): string {
  return `--vscode-${themeId.replaceAll('.', '-')}`;
}

function summaryOf(shown: number, concepts: number, edges: number, l10n: Translator): string {
  if (edges === 0) return l10n.t('No relation is shown: none was found, or the filter hides them.');
  if (shown < concepts) {
    return l10n.t(
      '{0} of {1} related concepts, those with the most mentions; {2} relations',
      shown,
      concepts,
      edges,
    );
  }
  return l10n.t('{0} concepts, {1} relations', shown, edges);
}

/** The concept at a position: that of the innermost mention there. A position right behind a mention counts. */
export function conceptAt(
  { entities }: NoteFindings,
  { line, character }: { readonly line: number; readonly character: number },
): string | undefined {
  const at = (a: { line: number; character: number }): number =>
    (a.line - line) * 1e6 + a.character - character;
  const holding = entities.filter(({ range }) => at(range.start) <= 0 && at(range.end) >= 0);
  // In the order of the text, the longer first: the last is the innermost.
  return (holding.findLast(({ range }) => at(range.end) > 0) ?? holding.at(-1))?.concept;
}
