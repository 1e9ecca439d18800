import type { Range } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Entity, NoteAnalysis, Relation } from '../analysis/note-analysis.js';
import type { Section } from '../note/note.js';
import { findSections } from '../note/sections.js';
import type { Span } from '../note/span.js';

/** A snapshot with lookups for the features. Immutable, made once for each snapshot. */
export interface NoteView {
  readonly analysis: NoteAnalysis;
  /** The snapshot's text as a document: converts between offsets and positions. */
  readonly document: TextDocument;
  readonly sections: readonly Section[];
  readonly entities: ReadonlyMap<string, Entity>;
}

const views = new WeakMap<NoteAnalysis, NoteView>();

/** The view of `analysis`. */
export function viewOf(analysis: NoteAnalysis): NoteView {
  const known = views.get(analysis);
  if (known) return known;
  let sections: readonly Section[] | undefined;
  let entities: ReadonlyMap<string, Entity> | undefined;
  const view: NoteView = {
    analysis,
    document: TextDocument.create(analysis.uri, '', analysis.version, analysis.text),
    // Computed on demand: every edit makes a view, and few features need these.
    get sections() {
      return (sections ??= findSections(analysis.text));
    },
    get entities() {
      return (entities ??= new Map(analysis.entities.map((entity) => [entity.id, entity])));
    },
  };
  views.set(analysis, view);
  return view;
}

/** `span` as lines and UTF-16 columns. */
export function rangeOf(document: TextDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

/** `range` as offsets, in order even where the client sends its ends swapped. */
export function spanOf(document: TextDocument, range: Range): Span {
  const a = document.offsetAt(range.start);
  const b = document.offsetAt(range.end);
  return { start: Math.min(a, b), end: Math.max(a, b) };
}

/**
 * The entities that hold `offset`, innermost first. An offset right behind a mention counts as on it, unless
 * another mention holds it: that is where a cursor stands after a double click.
 */
export function entitiesAt(view: NoteView, offset: number): Entity[] {
  const { entities } = view.analysis;
  const inside = entities.filter(({ span }) => span.start <= offset && offset < span.end);
  const found = inside.length > 0 ? inside : entities.filter(({ span }) => span.end === offset);
  return found.sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
}

/** The section that holds `offset`. */
export function sectionAt(view: NoteView, offset: number): Section | undefined {
  return view.sections.find(({ span }) => span.start <= offset && offset < span.end);
}

/** The relations that `entity` is the head or the tail of, with the entity at the other end. */
export function relationsOf(view: NoteView, entity: Entity): { relation: Relation; other: Entity }[] {
  return view.analysis.relations.flatMap((relation) => {
    if (relation.head !== entity.id && relation.tail !== entity.id) return [];
    const other = view.entities.get(relation.head === entity.id ? relation.tail : relation.head);
    return other ? [{ relation, other }] : [];
  });
}
