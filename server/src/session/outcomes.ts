import { computeAnnotations } from '../features/annotations.js';
import { viewOf } from '../features/note-view.js';
import type { PublisherParts } from './publisher.js';
import type { Session } from './session.js';

/**
 * What the publisher asks of a session.
 *
 * @param refreshOutline makes the editor ask for the outline again, where it can be made to.
 */
export function outcomesOf(
  session: Session,
  refreshOutline?: () => void,
): Pick<
  PublisherParts,
  'snapshot' | 'diagnostics' | 'annotations' | 'isScheduled' | 'colours' | 'refreshOutline'
> {
  return {
    snapshot: (uri) => {
      const snapshot = session.parts.analysis.snapshot(uri);
      return snapshot && session.reviews.merged(snapshot);
    },
    diagnostics: ({ uri }) => session.diagnostics(uri),
    annotations: (analysis) => computeAnnotations(viewOf(analysis), session.schema),
    isScheduled: (uri) => session.background.isScheduled(uri),
    colours: (uri) => session.colours(uri),
    ...(refreshOutline && { refreshOutline }),
  };
}
