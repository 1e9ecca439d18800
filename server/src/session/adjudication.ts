import { adjudicationOf } from '../agreement/adjudication.js';
import { rangeOf } from '../features/note-view.js';
import type { AdjudicationParams, AdjudicationResult } from '../shared/adjudication.js';
import { readAnnotatorFiles } from './annotator-files.js';
import { saidOf } from './annotators-words.js';
import type { Session } from './session.js';

/**
 * Where annotators of an open note differ, unless the files beside the note settle it.
 *
 * @throws ResponseError with a sentence for the user if a file cannot be used.
 */
export async function adjudication(
  { notes, parts: { disk }, reviews }: Session,
  { uri, annotators }: AdjudicationParams,
): Promise<AdjudicationResult> {
  const document = notes.document(uri);
  const { version } = document;
  const text = document.getText();
  const gold = await reviews.read(uri, text);
  const read = await readAnnotatorFiles(annotators, { text, gold: gold.paths, disk });
  const { agreed, open, decided, waiting } = adjudicationOf(read, gold.reviewed);
  return {
    version,
    agreed: agreed.map((finding) => saidOf(finding, document)),
    open: open.map(({ span, options, ...matter }) => ({
      ...matter,
      range: rangeOf(document, span),
      options: options.map(({ finding, inGold }) => ({ said: saidOf(finding, document), inGold })),
    })),
    decided,
    waiting,
    unusable: read.flatMap(({ name, unusable }) => (unusable.length > 0 ? [{ name, lines: unusable }] : [])),
  };
}
