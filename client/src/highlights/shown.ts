import type { Annotation, Settings } from '../../../server/src/shared/protocol.js';

/**
 * Whether types can be hidden where highlights are of this kind: semantic tokens are drawn by the editor, which knows
 * nothing of the types that the user has hidden.
 */
export function canHide(highlight: Settings['highlight']): boolean {
  return highlight === 'decorations';
}

/** The mentions that are not hidden. */
export function shownAnnotations(
  annotations: readonly Annotation[],
  hidden: ReadonlySet<string>,
  highlight: Settings['highlight'],
): Annotation[] {
  return annotations.filter(({ type }) => !canHide(highlight) || !hidden.has(type));
}
