import * as z from 'zod';
import { assertions } from '../tasks/ner/entity.js';
import { checkedSpans } from './checked-entity.js';
import type { AnnotatedDocument, DocumentEntity, ReadProblem, ReviewState } from './document.js';
import type { ExportedAnnotations } from './exported.js';
import { withStableIds } from './stable-ids.js';

/** Where a document comes from. */
export interface Origin {
  readonly id: string;
  readonly schema?: string;
  readonly engine?: string;
  readonly model?: string;
}

/** The document of an analysis; what nobody has confirmed is proposed. */
export function documentOf(analysis: ExportedAnnotations, origin: Origin): AnnotatedDocument {
  const { text, entities, relations, contradictions } = withStableIds(analysis);
  return {
    ...origin,
    text,
    entities: entities.map(
      ({
        id,
        type,
        span,
        fragments,
        assertion,
        assertionSource,
        confidence,
        alignment,
        state,
      }): DocumentEntity => ({
        id,
        type,
        spans: [fragments?.[0] ?? span, ...(fragments ?? []).slice(1)],
        ...(assertion && { assertion }),
        ...(assertionSource && { assertionSource }),
        ...(confidence !== undefined && { confidence }),
        alignment,
        review: reviewOf(state),
      }),
    ),
    relations: relations.map(({ code, state, ...relation }) => ({
      ...relation,
      type: code,
      review: reviewOf(state),
    })),
    contradictions: contradictions.map(({ premise, hypothesis, probability, cue, state }) =>
      defined({ premise, hypothesis, probability, cue, review: reviewOf(state) }),
    ),
  };
}

function reviewOf(state: 'proposed' | 'confirmed' | undefined): ReviewState {
  return state === 'confirmed' ? 'accepted' : 'proposed';
}

const quote = z.object({ start: z.int().min(0), end: z.int().min(0) });
const probability = z.number().min(0).max(1).optional();
const analysisShape = z.object({
  format: z.literal('bionote-analysis'),
  schema: z.string().optional(),
  engine: z.string().optional(),
  model: z.string().optional(),
  entities: z.array(
    quote.extend({
      id: z.string(),
      type: z.string(),
      text: z.string(),
      alignment: z.enum(['exact', 'folded', 'fuzzy']).optional(),
      assertion: z.enum(assertions).optional(),
      assertionSource: z.enum(['model', 'rule']).optional(),
      confidence: probability,
    }),
  ),
  relations: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      head: z.string(),
      tail: z.string(),
      probability,
      evidence: quote.optional(),
    }),
  ),
  contradictions: z.array(z.object({ premise: quote, hypothesis: quote, cue: z.string(), probability })),
});

/**
 * Reads what `bionote annotate --format json` wrote about `text`.
 *
 * @returns `undefined` if the value is no such analysis; what does not fit the text is left out and listed.
 */
export function readAnalysis(
  value: unknown,
  text: string,
  id: string,
): { value: AnnotatedDocument; problems: ReadProblem[] } | undefined {
  const read = analysisShape.safeParse(value);
  if (!read.success) return undefined;
  const problems: ReadProblem[] = [];
  const { schema, engine, model, entities, relations, contradictions } = read.data;
  const inside = ({ start, end }: { start: number; end: number }): boolean =>
    start < end && end <= text.length;
  const kept = entities.flatMap(({ start, end, text: words, ...entity }): DocumentEntity[] => {
    const spans = checkedSpans(text, [{ start, end }], words);
    if (typeof spans !== 'string') return [defined({ ...entity, spans, review: 'proposed' as const })];
    problems.push({ document: id, message: spans });
    return [];
  });
  const ids = new Set(kept.map((entity) => entity.id));
  return {
    value: {
      id,
      text,
      ...defined({ schema, engine, model }),
      entities: kept,
      relations: relations
        .filter(({ head, tail }) => ids.has(head) && ids.has(tail))
        .map(({ evidence, ...relation }) =>
          defined({
            ...relation,
            evidence: evidence && inside(evidence) ? { start: evidence.start, end: evidence.end } : undefined,
            review: 'proposed' as const,
          }),
        ),
      contradictions: contradictions
        .filter(({ premise, hypothesis }) => inside(premise) && inside(hypothesis))
        .map((each) => defined({ ...each, review: 'proposed' as const })),
    },
    problems,
  };
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without the fields that are undefined or null. */
export function defined<T extends object>(
  value: T,
): { [K in keyof Defined<T>]: Exclude<Defined<T>[K], null> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined && each !== null));
}
