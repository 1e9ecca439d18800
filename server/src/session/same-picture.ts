import type { Entity, NoteAnalysis } from '../analysis/note-analysis.js';

/** What is drawn of a snapshot. */
export type Picture = Pick<NoteAnalysis, 'version' | 'entities' | 'unplaced' | 'failures'>;

/**
 * Whether both would lead to the same message to the editor. Compared part by part, because the message for a
 * long note has hundreds of kilobytes and most snapshots share most of their entities.
 */
export function samePicture(first: Picture, second: Picture): boolean {
  return (
    first.version === second.version &&
    sameLists(first.entities, second.entities, sameDrawn) &&
    sameLists(
      first.unplaced,
      second.unplaced,
      (a, b) =>
        a.sentence.start === b.sentence.start &&
        a.sentence.end === b.sentence.end &&
        a.mention.text === b.mention.text &&
        a.mention.type === b.mention.type,
    ) &&
    sameLists(
      first.failures,
      second.failures,
      (a, b) =>
        a.task === b.task && a.code === b.code && a.span.start === b.span.start && a.span.end === b.span.end,
    )
  );
}

/** The entities of one version of a text. */
export type Named = Pick<NoteAnalysis, 'version' | 'entities'>;

/**
 * Whether both have the same entities. Between versions places are ignored, because an edit alone only moves
 * entities.
 */
export function sameEntities(first: Named, second: Named): boolean {
  // An id is made of the sentence and the place in its list, so another reading may give it to another entity.
  return sameLists(
    first.entities,
    second.entities,
    (a, b) =>
      a.id === b.id &&
      a.type === b.type &&
      a.assertion === b.assertion &&
      a.text === b.text &&
      a.span.end - a.span.start === b.span.end - b.span.start &&
      (first.version !== second.version || a.span.start === b.span.start),
  );
}

function sameDrawn(a: Entity, b: Entity): boolean {
  return (
    a.span.start === b.span.start &&
    a.span.end === b.span.end &&
    a.type === b.type &&
    a.assertion === b.assertion &&
    a.state === b.state
  );
}

function sameLists<T>(first: readonly T[], second: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return (
    first === second ||
    (first.length === second.length &&
      first.every((a, index) => {
        const b = second[index];
        return a === b || (b !== undefined && same(a, b));
      }))
  );
}
