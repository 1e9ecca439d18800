import { csvText } from '../shared/csv.js';
import { offsetMap } from './code-points.js';
import { wordsOf } from './document.js';
import { rounded } from './exported.js';
import { lossesOf } from './losses.js';
import type { Writer } from './writer.js';

/**
 * CSV: a table of entities, one of relations and one of contradictions. Offsets count code points; the fragments of a
 * discontinuous entity stand as `0-5;10-14`.
 */
export const writeTables: Writer = (documents) => {
  const number = (value: number | undefined): number | undefined =>
    value === undefined ? undefined : rounded(value);
  const tables = {
    entities: [
      [
        'document',
        'id',
        'type',
        'offsets',
        'text',
        'assertion',
        'assertion_source',
        'confidence',
        'source',
        'review',
        'alignment',
        'model',
      ],
      ...documents.flatMap((document) => {
        const { toCodePoints } = offsetMap(document.text);
        return document.entities.map((entity) => [
          document.id,
          entity.id,
          entity.type,
          entity.spans.map(({ start, end }) => `${toCodePoints(start)}-${toCodePoints(end)}`).join(';'),
          wordsOf(document.text, entity),
          entity.assertion,
          entity.assertionSource,
          number(entity.confidence),
          entity.source,
          entity.review,
          entity.alignment,
          document.model,
        ]);
      }),
    ],
    relations: [
      [
        'document',
        'id',
        'type',
        'head',
        'head_text',
        'tail',
        'tail_text',
        'probability',
        'evidence',
        'review',
      ],
      ...documents.flatMap(({ id, text, entities, relations }) => {
        const byId = new Map(entities.map((entity) => [entity.id, entity]));
        const words = (of: string): string => {
          const entity = byId.get(of);
          return entity ? wordsOf(text, entity) : '';
        };
        return relations.map(({ id: of, type, head, tail, probability, evidence, review }) => [
          id,
          of,
          type,
          head,
          words(head),
          tail,
          words(tail),
          number(probability),
          evidence && text.slice(evidence.start, evidence.end),
          review,
        ]);
      }),
    ],
    contradictions: [
      ['document', 'premise', 'hypothesis', 'probability', 'cue'],
      ...documents.flatMap(({ id, text, contradictions }) =>
        contradictions.map(({ premise, hypothesis, probability, cue }) => [
          id,
          text.slice(premise.start, premise.end),
          text.slice(hypothesis.start, hypothesis.end),
          number(probability),
          cue,
        ]),
      ),
    ],
  };
  return {
    files: Object.entries(tables).map(([name, rows]) => ({ name: `${name}.csv`, text: csvText(rows) })),
    losses: lossesOf(documents, []),
  };
};
