import { askingWith, type AskingParts } from '../asking/asking.js';
import { askChains } from '../tasks/chain-outcome.js';
import { askCitations } from '../tasks/citation-outcome.js';
import { askClassification } from '../tasks/classification-outcome.js';
import { askConcepts } from '../tasks/concept-outcome.js';
import { askEntities } from '../tasks/entity-outcome.js';
import { askInference } from '../tasks/inference-outcome.js';
import { askMedications } from '../tasks/medication-outcome.js';
import { askQuestion } from '../tasks/question-outcome.js';
import { askRelation } from '../tasks/relation-outcome.js';
import { askWriting } from '../tasks/writing-outcome.js';
import type { Answers } from './answers.js';

/**
 * The answers of a model, through the product's own path.
 *
 * @param threshold from which probability on a sentence is evidence for or against a statement; absent: the model's own.
 */
export function modelAnswers(parts: AskingParts, threshold: number | undefined): Answers {
  const asking = askingWith(parts);
  return {
    entities: (record, task) => askEntities(record, task, asking),
    relation: (unit) => askRelation(unit, asking),
    concepts: (record, task) => askConcepts(record, task, asking),
    inference: (unit, task) => askInference(unit, task, threshold, asking),
    question: (unit) => askQuestion(unit, threshold, asking),
    ofNotes: {
      writing: (record, task) => askWriting(record, task, threshold, asking),
      chains: (record, task) => askChains(record, task, asking),
      medications: (record) => askMedications(record, threshold, asking),
      classification: (record, task) => askClassification(record, task, threshold, asking),
      citations: (unit, task) => askCitations(unit, task, threshold, asking),
    },
    problems: () => undefined,
    facts: () => {
      const totals = asking.meter.totals();
      return {
        ...totals,
        failures: Object.fromEntries([...asking.failures].sort()),
        secondsPer1000Words: totals.words === 0 ? 0 : totals.milliseconds / totals.words,
      };
    },
  };
}
