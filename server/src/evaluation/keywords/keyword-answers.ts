import type { Corpus } from '../../corpora/records.js';
import type { Answers } from '../measure/answers.js';
import { ProblemTally } from '../measure/selection.js';
import { noRelation, type RelationTask } from '../sets/data-set.js';
import { conceptPairs, goldRelations, relateConcepts, relationKey } from '../tasks/concept-outcome.js';
import { labelled, relationUnits } from '../tasks/relation-outcome.js';
import type { MentionPair } from '../tasks/relation-pairs.js';
import { learnCues, type CueAnswer, type CueClassifier, type CueExample } from './cue-classifier.js';
import { cueFeatures } from './cue-features.js';

/** There is nothing to learn from: the train part of a corpus is empty or missing. */
export class NothingToLearn extends Error {
  override readonly name = 'NothingToLearn';

  constructor(readonly corpus: string) {
    super(`the train part of ${corpus} has no examples`);
  }
}

/**
 * What words alone say about the relations of a data set. A model that does not beat these answers has not
 * read the sentence. The words and what they indicate are learned only from the corpus's train part.
 */
export function keywordAnswers(
  task: RelationTask,
  corpus: Corpus,
  folder: string,
  signal: AbortSignal,
): Answers {
  const problems = new ProblemTally();
  let learned: Promise<CueClassifier> | undefined;
  const answer = async (pair: MentionPair): Promise<CueAnswer> => {
    learned ??= examplesOf(task, corpus, folder, problems, signal).then((examples) => {
      if (examples.length === 0) {
        throw new NothingToLearn(corpus.name);
      }
      return learnCues(examples);
    });
    return (await learned)(cueFeatures(pair));
  };
  return {
    relation: async (unit) => {
      const { label, probability } = await answer(unit.pair);
      return labelled(unit, { code: label, probability });
    },
    concepts: (record, wanted) =>
      relateConcepts(record, wanted, async (pair) => {
        const { label, probability } = await answer(pair);
        return { code: label === noRelation ? undefined : label, probability };
      }),
    entities: () => Promise.reject(new TypeError('keywords tell relations only')),
    inference: () => Promise.reject(new TypeError('keywords tell relations only')),
    question: () => Promise.reject(new TypeError('keywords tell relations only')),
    facts: () => undefined,
    problems: () => problems.summary,
  };
}

async function examplesOf(
  task: RelationTask,
  corpus: Corpus,
  folder: string,
  problems: ProblemTally,
  signal: AbortSignal,
): Promise<CueExample[]> {
  const examples: CueExample[] = [];
  for await (const item of corpus.read(folder, 'train')) {
    signal.throwIfAborted();
    if ('problem' in item) {
      problems.add(item.problem);
      continue;
    }
    const { record } = item;
    if (record.kind !== 'annotated') {
      continue;
    }
    const { document } = record;
    if (task.level === 'mentions') {
      for (const { pair, gold } of relationUnits(record, task)) {
        examples.push({ document, features: cueFeatures(pair), label: gold });
      }
      continue;
    }
    // A weak label: a sentence that mentions two related concepts need not state the relation.
    const types = new Map(
      goldRelations(record, task).map((relation) => [relationKey({ ...relation, type: '' }), relation.type]),
    );
    for (const { head, tail, pair } of conceptPairs(record, task)) {
      const label = types.get(relationKey({ type: '', head, tail })) ?? noRelation;
      examples.push({ document, features: cueFeatures(pair), label });
    }
  }
  return examples;
}
