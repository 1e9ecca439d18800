import { SemanticTokensBuilder, type SemanticTokens, type SemanticTokensLegend } from 'vscode-languageserver';
import type { Entity } from '../analysis/note-analysis.js';
import { overlaps, type Span } from '../note/span.js';
import type { NoteView } from './note-view.js';

/**
 * The entity types that have a token type of their own, each with the standard type that other editors colour. In the
 * manifest it is the super type.
 */
export const tokenTypes = {
  problem: 'keyword',
  treatment: 'function',
  test: 'type',
  anatomy: 'variable',
  value: 'number',
  dosage: 'number',
  disease: 'keyword',
  chemical: 'function',
  gene: 'type',
  species: 'string',
  cell: 'variable',
  variant: 'number',
  entity: 'variable',
} as const;

const names = Object.keys(tokenTypes) as (keyof typeof tokenTypes)[];
const prefix = 'bionote-';
const modifiers = ['absent', 'possible', 'conditional', 'hypothetical', 'family', 'history'];

/**
 * The legend. BioNote's own client contributes a token type for each entity type and colours for it; other
 * editors know only the standard types. Names of token types are shared by all extensions, so ours have a prefix.
 */
export function tokenLegend(ownClient: boolean): SemanticTokensLegend {
  return {
    tokenTypes: names.map((name) => (ownClient ? `${prefix}${name}` : tokenTypes[name])),
    tokenModifiers: modifiers.map((name) => `${prefix}${name}`),
  };
}

/**
 * The mentions, or those in `within`, as tokens: where mentions nest the inner one is coloured, and a mention
 * over several lines gives a token for each.
 */
export function provideSemanticTokens(view: NoteView, within?: Span): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  const shown = view.analysis.entities.filter(({ span }) => within === undefined || overlaps(span, within));
  for (const { entity, span } of flattened(shown)) {
    for (const piece of linesOf(view, span)) {
      const { line, character } = view.document.positionAt(piece.start);
      builder.push(line, character, piece.end - piece.start, typeOf(entity), modifiersOf(entity));
    }
  }
  return builder.build();
}

/** Cuts overlapping mentions so that every character belongs to the shortest mention around it. */
function flattened(entities: readonly Entity[]): { entity: Entity; span: Span }[] {
  const edges = [...new Set(entities.flatMap(({ span }) => [span.start, span.end]))].sort((a, b) => a - b);
  const pieces: { entity: Entity; span: Span }[] = [];
  let next = 0;
  let open: Entity[] = [];
  edges.forEach((start, i) => {
    const end = edges[i + 1];
    if (end === undefined) return;
    for (let entity = entities[next]; entity && entity.span.start <= start; entity = entities[++next]) {
      open.push(entity);
    }
    open = open.filter(({ span }) => span.end > start);
    const [first, ...others] = open;
    if (!first) return;
    const entity = others.reduce((a, b) => (lengthOf(b) <= lengthOf(a) ? b : a), first);
    const last = pieces.at(-1);
    if (last?.entity === entity && last.span.end === start) {
      pieces[pieces.length - 1] = { entity, span: { start: last.span.start, end } };
    } else pieces.push({ entity, span: { start, end } });
  });
  return pieces;
}

function linesOf(view: NoteView, span: Span): Span[] {
  const pieces: Span[] = [];
  const line = /[^\r\n]+/g;
  const text = view.analysis.text.slice(span.start, span.end);
  for (const match of text.matchAll(line)) {
    const start = span.start + match.index;
    pieces.push({ start, end: start + match[0].length });
  }
  return pieces;
}

function lengthOf({ span }: Entity): number {
  return span.end - span.start;
}

function typeOf({ type }: Entity): number {
  const known = (names as string[]).indexOf(type);
  return known < 0 ? names.indexOf('entity') : known;
}

function modifiersOf({ assertion }: Entity): number {
  const index = assertion === undefined ? -1 : modifiers.indexOf(assertion);
  return index < 0 ? 0 : 1 << index;
}
