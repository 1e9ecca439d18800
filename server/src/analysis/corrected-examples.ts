import type { Asker } from '../asking/ask.js';
import { SimilarExamples } from '../asking/similar-examples.js';
import type { ModelRuntime } from '../models/runtime.js';
import type { NoteDocument } from './document.js';
import type { AnalysisOptions, CorrectedNotesSource } from './options.js';

/** What finding examples for a note needs. */
interface ExampleParts {
  readonly asker: Asker;
  readonly document: Pick<NoteDocument, 'uri'>;
  readonly corrected?: CorrectedNotesSource;
}

/**
 * The sentences of corrected notes that sentences of a run's note may be shown with; `undefined` where the options want
 * none.
 *
 * @param reader what reads the entities.
 */
export function examplesFor(
  reader: ModelRuntime,
  { entities, schema }: Pick<AnalysisOptions, 'entities' | 'schema'>,
  { asker, corrected, document }: ExampleParts,
): SimilarExamples | undefined {
  if (!corrected || entities?.examples !== 'corrected') return undefined;
  const { examplesFolder } = entities;
  return new SimilarExamples(asker, reader, schema, () =>
    examplesFolder === undefined ? corrected.beside(document.uri) : corrected.in(examplesFolder),
  );
}
