import * as z from 'zod';
import { assertions } from '../tasks/ner/entity.js';
import { checkedSpans } from './checked-entity.js';
import { offsetMap } from './code-points.js';
import { extentOf, reviewStates, wordsOf } from './document.js';
import type { AnnotatedDocument, DocumentEntity, ReadDocuments, ReadProblem } from './document.js';
import { defined } from './from-analysis.js';
import { rounded } from './exported.js';
import { lossesOf } from './losses.js';
import type { Writer } from './writer.js';

/**
 * JSON lines, the form that loses nothing: `schemas/bionote-document.schema.json` describes a line. Offsets count code
 * points, as Python does. Every line has every field (`null` if there is nothing), so that readers of columns find
 * the same ones in each.
 */
export const writeJsonLines: Writer = (documents) => ({
  files: [
    {
      name: 'annotations.jsonl',
      text: documents.map((each) => `${JSON.stringify(lineOf(each))}\n`).join(''),
    },
  ],
  losses: lossesOf(documents, []),
});

function lineOf(document: AnnotatedDocument): object {
  const { id, text, schema, engine, model, entities, relations, contradictions } = document;
  const { toCodePoints } = offsetMap(text);
  const placed = ({ start, end }: { start: number; end: number }): object => ({
    start: toCodePoints(start),
    end: toCodePoints(end),
  });
  const number = (value: number | undefined): number | null => (value === undefined ? null : rounded(value));
  return {
    format: 'bionote-document',
    version: 1,
    id,
    text,
    offsets: 'code-points',
    schema: schema ?? null,
    engine: engine ?? null,
    model: model ?? null,
    entities: entities.map((entity) => ({
      id: entity.id,
      type: entity.type,
      ...placed(extentOf(entity)),
      spans: entity.spans.map(placed),
      text: wordsOf(text, entity),
      assertion: entity.assertion ?? null,
      assertionSource: entity.assertionSource ?? null,
      confidence: number(entity.confidence),
      source: entity.source ?? null,
      review: entity.review ?? null,
      alignment: entity.alignment ?? null,
    })),
    relations: relations.map(({ id: of, type, head, tail, probability, evidence, review }) => ({
      id: of,
      type,
      head,
      tail,
      probability: number(probability),
      evidence: evidence ? placed(evidence) : null,
      review: review ?? null,
    })),
    contradictions: contradictions.map(({ premise, hypothesis, probability, cue, review }) => ({
      premise: placed(premise),
      hypothesis: placed(hypothesis),
      probability: number(probability),
      cue: cue ?? null,
      review: review ?? null,
    })),
  };
}

const place = z.object({ start: z.int().min(0), end: z.int().min(0) });
const probability = z.number().min(0).max(1).nullish();
const name = z.string().nullish();
const review = z.enum(reviewStates).nullish();
const lineShape = z.object({
  format: z.literal('bionote-document'),
  version: z.literal(1),
  id: z.string(),
  text: z.string(),
  schema: name,
  engine: name,
  model: name,
  entities: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      spans: z.array(place),
      text: z.string(),
      assertion: z.enum(assertions).nullish(),
      assertionSource: z.enum(['model', 'rule']).nullish(),
      confidence: probability,
      source: name,
      review,
      alignment: z.enum(['exact', 'folded', 'fuzzy']).nullish(),
    }),
  ),
  relations: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      head: z.string(),
      tail: z.string(),
      probability,
      evidence: place.nullish(),
      review,
    }),
  ),
  contradictions: z.array(z.object({ premise: place, hypothesis: place, probability, cue: name, review })),
});

/** Reads what {@link writeJsonLines} writes; what does not fit is left out and listed. Never throws. */
export function readJsonLines(content: string): ReadDocuments {
  const value: AnnotatedDocument[] = [];
  const problems: ReadProblem[] = [];
  for (const [index, row] of content
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    if (row.trim() === '') continue;
    const read = lineShape.safeParse(parsed(row));
    if (read.success) value.push(documentOfLine(read.data, index + 1, problems));
    else
      problems.push({ line: index + 1, message: 'is no document of the schema bionote-document, version 1' });
  }
  return { value, problems };
}

function documentOfLine(
  read: z.infer<typeof lineShape>,
  line: number,
  problems: ReadProblem[],
): AnnotatedDocument {
  const { id, text, schema, engine, model, entities, relations, contradictions } = read;
  const { toCodeUnits } = offsetMap(text);
  const unit = ({ start, end }: z.infer<typeof place>): { start: number; end: number } | undefined => {
    const [from, to] = [toCodeUnits(start), toCodeUnits(end)];
    return from !== undefined && to !== undefined && from < to ? { start: from, end: to } : undefined;
  };
  const problem = (message: string): void => void problems.push({ line, document: id, message });
  const ids = new Set<string>();
  const kept = entities.flatMap(({ spans, text: words, ...entity }): DocumentEntity[] => {
    const checked = checkedSpans(
      text,
      spans.map(({ start, end }) => ({ start: toCodeUnits(start), end: toCodeUnits(end) })),
      words,
    );
    if (typeof checked === 'string') problem(checked);
    else if (ids.has(entity.id)) problem('an id that is used before');
    else {
      ids.add(entity.id);
      return [defined({ ...entity, spans: checked })];
    }
    return [];
  });
  return {
    id,
    text,
    ...(defined({ schema, engine, model }) as Pick<AnnotatedDocument, 'schema' | 'engine' | 'model'>),
    entities: kept,
    relations: relations.flatMap(({ evidence, ...relation }) => {
      if (ids.has(relation.head) && ids.has(relation.tail)) {
        const there = evidence ? unit(evidence) : undefined;
        return [
          {
            ...(defined(relation) as AnnotatedDocument['relations'][number]),
            ...(there && { evidence: there }),
          },
        ];
      }
      problem('a relation of an entity that is not there');
      return [];
    }),
    contradictions: contradictions.flatMap(({ premise, hypothesis, ...rest }) => {
      const [first, second] = [unit(premise), unit(hypothesis)];
      if (first && second) {
        return [
          {
            premise: first,
            hypothesis: second,
            ...(defined(rest) as Pick<
              AnnotatedDocument['contradictions'][number],
              'probability' | 'cue' | 'review'
            >),
          },
        ];
      }
      problem('a contradiction beyond the end of the text');
      return [];
    }),
  };
}

/** The value of a line of JSON; `undefined` if it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
