import type { Diagnostic } from 'vscode-languageserver';
import { computeAnnotations } from '../features/annotations.js';
import { viewOf } from '../features/note-view.js';
import type { PublisherParts } from './publisher.js';
import type { Schema } from '../tasks/schema.js';
import type { BackgroundAnalysis } from './background.js';
import type { Parts } from './parts.js';
import type { Reviews } from './reviews.js';

/** A session as far as the publisher asks about it. */
export interface OutcomeSource {
  readonly parts: Pick<Parts, 'analysis'>;
  readonly reviews: Pick<Reviews, 'merged'>;
  readonly background: Pick<BackgroundAnalysis, 'isScheduled'>;
  readonly schema: Schema;
  diagnostics(uri: string): Diagnostic[];
  colours(uri: string): boolean;
}

/**
 * What the publisher asks of a session.
 *
 * @param refreshOutline makes the editor ask for the outline again, where it can be made to.
 */
export function outcomesOf(
  session: OutcomeSource,
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
