import type { Answers } from '../measure/answers.js';
import { noRelation, type DataSet } from '../sets/data-set.js';
import type { TypedSpan } from '../scores/typed-span.js';
import { goldRelations, type ConceptRelation } from '../tasks/concept-outcome.js';
import { goldOf } from '../tasks/entity-outcome.js';
import { marked } from '../tasks/relation-outcome.js';
import type { ProblemTally } from '../measure/selection.js';
import type { Predictions, Report } from './predictions.js';

/**
 * The answers of another system, scored like those of a model. What it says nothing of counts as no answer and is
 * reported, once for each record.
 */
export function predictedAnswers(
  predictions: Predictions,
  { task }: DataSet,
  problems: ProblemTally,
): Answers {
  const report: Report = (problem) => {
    problems.add(problem);
  };
  const missing = (id: string): void => {
    report({ file: id, line: 1, code: 'no-prediction', message: 'has no prediction and counts as empty' });
  };
  const types = task.kind === 'inference' ? new Map<string, string>() : task.types;
  const inSchema = task.kind === 'inference' ? [] : task.schema.entities.map(({ name }) => name);
  const typed = (mentions: readonly TypedSpan[], id: string): TypedSpan[] =>
    mentions.flatMap(({ type, spans }) => {
      const known = namedAs(type, types, inSchema);
      if (known === undefined) {
        report({ file: id, line: 1, code: 'unknown-label', message: `a type that is not scored: ${type}` });
      }
      return known === undefined ? [] : [{ type: known, spans }];
    });
  return {
    entities: (record, { types: wanted }) => {
      const { id, document, text } = record;
      const mentions = predictions.mentionsOf(record);
      if (!mentions) {
        missing(id);
      }
      const found = typed(mentions ?? [], id);
      return Promise.resolve({
        ...{ id, document, text, gold: goldOf(record, wanted), found },
        ...{ unplaced: 0, unread: 0 },
      });
    },
    relation: ({ pair, ...unit }) => {
      const predicted = predictions.labelOf(unit.id);
      const labels = task.kind === 'relations' ? task.labels : new Map<string, string>();
      const answer = predicted && (labels.get(predicted.label) ?? predicted.label);
      if (!predicted) {
        missing(unit.id);
      }
      return Promise.resolve({
        ...unit,
        answer: answer ?? noRelation,
        ...(predicted?.probability === undefined ? {} : { probability: predicted.probability }),
        shown: [marked(pair.sentence, pair.head, pair.tail)],
      });
    },
    concepts: (record, wanted) => {
      const relations = predictions.relationsOf(record);
      if (!relations) {
        missing(record.id);
      }
      const found = (relations ?? []).flatMap((relation): ConceptRelation[] => {
        const type = wanted.labels.get(relation.type);
        return type === undefined || type === noRelation ? [] : [{ ...relation, type }];
      });
      const { id, document } = record;
      const gold = goldRelations(record, wanted);
      return Promise.resolve({ id, document, gold, found, unasked: 0, names: {} });
    },
    inference: ({ premise, hypothesis, ...unit }, { labels }) => {
      const predicted = predictions.labelOf(unit.id);
      if (!predicted) {
        missing(unit.id);
      }
      const lower = predicted?.label.toLowerCase();
      const answer =
        Object.values(labels).find((label) => label.toLowerCase() === lower) ??
        Object.entries(labels).find(([label]) => label === lower)?.[1] ??
        predicted?.label;
      return Promise.resolve({
        ...unit,
        ...(answer === undefined ? {} : { answer }),
        ...(predicted?.probability === undefined ? {} : { probability: predicted.probability }),
        shown: [premise, hypothesis],
      });
    },
    facts: () => undefined,
    problems: () => problems.summary,
  };
}

/** A type by the corpus's name or by ours, in any case; tags without a type are of the only one there is. */
function namedAs(
  type: string,
  types: ReadonlyMap<string, string>,
  inSchema: readonly string[],
): string | undefined {
  if (type === '_' && inSchema.length === 1) {
    return inSchema[0];
  }
  const lower = type.toLowerCase();
  const ours = inSchema.find((name) => name.toLowerCase() === lower);
  return ours ?? [...types].find(([name]) => name.toLowerCase() === lower)?.[1];
}
