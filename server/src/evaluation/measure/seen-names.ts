import type { Corpus, Split } from '../../corpora/records.js';
import type { ProblemSummary } from '../report/report.js';
import { surface, type TypedSpan } from '../../agreement/typed-span.js';
import type { SeenNames } from '../scores/unseen.js';
import type { EntityTask } from '../sets/data-set.js';
import { goldOf } from '../tasks/entity-outcome.js';
import { ProblemTally } from './selection.js';

/** The names of the other parts of a corpus, and what was wrong with their files. */
export interface OtherParts {
  /** By type; absent if there is no train part or nothing in it could be read: then nothing is known to be unseen. */
  readonly seen?: SeenNames;
  readonly problems: ProblemSummary;
}

/**
 * The names that the train and dev parts of a corpus hold, but for the part that is measured. What a model was really
 * trained on may be more or less: this is the same for every model.
 */
export async function seenNames(
  corpus: Corpus,
  folder: string,
  measured: Split,
  { types }: EntityTask,
  signal: AbortSignal,
): Promise<OtherParts> {
  const seen = new Map<string, Set<string>>();
  const problems = new ProblemTally();
  let learned = 0;
  for (const split of corpus.splits.filter((each) => each !== measured && each !== 'test')) {
    for await (const item of corpus.read(folder, split)) {
      signal.throwIfAborted();
      if ('problem' in item) {
        problems.add(item.problem);
      } else if (item.record.kind === 'annotated') {
        const { record } = item;
        learned += split === 'train' ? 1 : 0;
        for (const mention of goldOf(record, types)) {
          add(seen, mention, record.text);
        }
      }
    }
  }
  return { ...(learned === 0 ? {} : { seen }), problems: problems.summary };
}

function add(seen: Map<string, Set<string>>, mention: TypedSpan, text: string): void {
  const names = seen.get(mention.type) ?? new Set();
  seen.set(mention.type, names.add(surface(text, mention)));
}
