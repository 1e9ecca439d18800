import type { Answers } from '../measure/answers.js';
import { noRelation, type DataSet } from '../sets/data-set.js';
import { goldRelations, type ConceptRelation } from '../tasks/concept-outcome.js';
import { goldOf } from '../tasks/entity-outcome.js';
import { marked } from '../tasks/relation-outcome.js';
import type { ProblemTally } from '../measure/selection.js';
import { lookupFor } from './predicted-labels.js';
import type { Place, PredictedLabel, Predictions } from './predictions.js';

/**
 * The answers of another system, scored like a model's. A missing prediction counts as no answer and is
 * reported once per record.
 */
export function predictedAnswers(
  predictions: Predictions,
  { task }: DataSet,
  problems: ProblemTally,
): Answers {
  const missing = (id: string): void => {
    problems.add({
      file: id,
      line: 1,
      code: 'no-prediction',
      message: 'has no prediction and counts as empty',
    });
  };
  const lookup = lookupFor(task);
  const told = new Set<string>();
  const meaning = (word: string, { file, line }: Place): string | undefined => {
    const meant = lookup(word);
    // A pair with two gold labels is two units; report a line only once.
    const key = JSON.stringify([file, line, word]);
    if (meant === undefined && !told.has(key)) {
      told.add(key);
      const what = task.kind === 'entities' ? 'type' : task.kind === 'relations' ? 'relation' : 'label';
      problems.add({ file, line, code: 'unknown-label', message: `a ${what} that is not scored: ${word}` });
    }
    return meant;
  };
  /** The label that was predicted for a unit; reported if there is none. */
  const labelOf = (id: string): { answer?: string; probability?: number } => {
    const predicted = predictions.labelOf(id);
    if (!predicted) missing(id);
    const answer = predicted && meaning(predicted.label, predicted.at);
    return answer === undefined ? {} : { answer, ...probabilityOf(predicted) };
  };
  return {
    entities: (record, { types: wanted }) => {
      const { id, document, text } = record;
      const mentions = predictions.mentionsOf(record);
      if (!mentions) {
        missing(id);
      }
      const found = (mentions ?? []).flatMap(({ type, spans, at }) => {
        const meant = meaning(type, at);
        return meant === undefined ? [] : [{ type: meant, spans }];
      });
      return Promise.resolve({
        ...{ id, document, text, gold: goldOf(record, wanted), found },
        ...{ unplaced: 0, unread: 0 },
      });
    },
    relation: ({ pair, ...unit }) => {
      return Promise.resolve({
        ...unit,
        answer: noRelation,
        ...labelOf(unit.id),
        shown: [marked(pair.sentence, pair.head, pair.tail)],
      });
    },
    concepts: (record, wanted) => {
      const predicted = predictions.relationsOf(record);
      if (!predicted) {
        missing(record.id);
      }
      const found = (predicted ?? []).flatMap(({ type, head, tail, at }): ConceptRelation[] => {
        const meant = meaning(type, at);
        return meant === undefined || meant === noRelation ? [] : [{ type: meant, head, tail }];
      });
      const { id, document } = record;
      const gold = goldRelations(record, wanted);
      return Promise.resolve({ id, document, gold, found, unasked: 0, names: {} });
    },
    inference: ({ premise, hypothesis, ...unit }) => {
      return Promise.resolve({
        ...unit,
        ...labelOf(unit.id),
        shown: [premise, hypothesis],
      });
    },
    question: ({ id, document, gold, text, question }) => {
      return Promise.resolve({ id, document, gold, shown: [text, question], ...labelOf(id) });
    },
    facts: () => undefined,
    problems: () => problems.summary,
  };
}

function probabilityOf(predicted: PredictedLabel | undefined): { probability?: number } {
  return predicted?.probability === undefined ? {} : { probability: predicted.probability };
}
