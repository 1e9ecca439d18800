import type { Corpus, Split } from '../../corpora/records.js';
import { surface, type TypedSpan } from '../scores/typed-span.js';
import type { SeenNames } from '../scores/unseen.js';
import type { EntityTask } from '../sets/data-set.js';
import { goldOf } from '../tasks/entity-outcome.js';

/**
 * The names that the other parts of a corpus hold, by type; `undefined` where it has no other part. What a model
 * was really trained on may be more or less: this is the same for every model.
 */
export async function seenNames(
  corpus: Corpus,
  folder: string,
  measured: Split,
  { types }: EntityTask,
  signal: AbortSignal,
): Promise<SeenNames | undefined> {
  const splits = corpus.splits.filter((split) => split !== measured && split !== 'test');
  if (splits.length === 0) {
    return undefined;
  }
  const seen = new Map<string, Set<string>>();
  for (const split of splits) {
    for await (const item of corpus.read(folder, split)) {
      signal.throwIfAborted();
      if ('record' in item && item.record.kind === 'annotated') {
        const { record } = item;
        for (const mention of goldOf(record, types)) {
          add(seen, mention, record.text);
        }
      }
    }
  }
  return seen;
}

function add(seen: Map<string, Set<string>>, mention: TypedSpan, text: string): void {
  const names = seen.get(mention.type) ?? new Set();
  seen.set(mention.type, names.add(surface(text, mention)));
}
