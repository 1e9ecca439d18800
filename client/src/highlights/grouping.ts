import type { Annotation, NoteAnnotations } from '../../../server/src/shared/protocol.js';
import { assertionStyle, type AssertionStyle } from './assertion-style.js';

/** The mentions that are drawn alike. */
export interface Group {
  readonly type: string;
  readonly style: AssertionStyle;
  readonly annotations: readonly Annotation[];
}

/** Mentions by how they are drawn, without those of `hidden` types. Keys are the same for equal looks. */
export function groupAnnotations(
  annotations: readonly Annotation[],
  hidden: ReadonlySet<string>,
): Map<string, Group> {
  const groups = new Map<string, Group & { annotations: Annotation[] }>();
  for (const annotation of annotations) {
    if (hidden.has(annotation.type)) continue;
    const style = assertionStyle(annotation.assertion);
    const key = lookKey(annotation.type, style);
    const group = groups.get(key);
    if (group) group.annotations.push(annotation);
    else groups.set(key, { type: annotation.type, style, annotations: [annotation] });
  }
  return groups;
}

/** A key for a type drawn in a style. */
export function lookKey(type: string, style: AssertionStyle): string {
  return `${style} ${type}`;
}

/**
 * Whether annotations are for the text that the document has now. Others are dropped: the server sends
 * new ones for the new text, and until then the editor moves what it drew.
 */
export function isCurrent(
  params: Pick<NoteAnnotations, 'version'>,
  document: { readonly version: number },
): boolean {
  return params.version === document.version;
}
