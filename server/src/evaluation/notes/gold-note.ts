import * as z from 'zod';
import { readBrat } from '../../formats/brat-reader.js';
import type { Span } from '../../note/span.js';
import type { Assertion } from '../../tasks/ner/entity.js';

/** An entity with what is said of it; the span in UTF-16. */
export interface JudgedEntity {
  readonly type: string;
  readonly span: Span;
  readonly assertion?: Assertion | undefined;
}

/** What is said of one note, by its annotators or by a model. */
export interface JudgedNote {
  readonly entities: readonly JudgedEntity[];
  /** `head` and `tail` are places in {@link entities}. */
  readonly relations: readonly { readonly code: string; readonly head: number; readonly tail: number }[];
  readonly contradictions: readonly (readonly [Span, Span])[];
}

/** A statement with what the note says of it. */
export interface GoldStatement {
  readonly statement: string;
  readonly label: 'entailment' | 'neutral' | 'contradiction';
}

/** An annotated note. */
export interface GoldNote extends JudgedNote {
  readonly name: string;
  readonly text: string;
  readonly statements: readonly GoldStatement[];
}

const pair = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('contradiction'),
    note: z.string(),
    premise: z.string(),
    hypothesis: z.string(),
  }),
  z.object({
    type: z.literal('statement'),
    note: z.string(),
    statement: z.string(),
    label: z.enum(['entailment', 'neutral', 'contradiction']),
  }),
]);

/** One line of `pairs.jsonl`. */
export type GoldPair = z.infer<typeof pair>;

/**
 * The lines of `pairs.jsonl`.
 *
 * @throws SyntaxError or ZodError where a line is none.
 */
export function readPairs(lines: string): GoldPair[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => pair.parse(JSON.parse(line)));
}

/**
 * A note with its gold.
 *
 * @param ann brat standoff of the note.
 * @param pairs of any notes; quotes that are not in the text are an error of whoever annotated.
 * @throws Error if the gold does not fit the text.
 */
export function goldNote(name: string, text: string, ann: string, pairs: readonly GoldPair[]): GoldNote {
  const { value, problems } = readBrat(ann, text);
  if (problems[0]) throw new Error(`${name}.ann, line ${problems[0].line}: ${problems[0].message}`);
  const places = new Map(value.entities.map(({ id }, place) => [id, place]));
  const own = pairs.filter(({ note }) => note === name);
  const spanOf = (quote: string): Span => {
    const start = text.indexOf(quote);
    if (start < 0) throw new Error(`${name}: a quote that is not in the note`);
    return { start, end: start + quote.length };
  };
  return {
    name,
    text,
    entities: value.entities.map(({ type, span, assertion }) => ({ type, span, assertion })),
    relations: value.relations.map(({ code, head, tail }) => ({
      code,
      head: places.get(head) ?? 0,
      tail: places.get(tail) ?? 0,
    })),
    contradictions: own.flatMap((each) =>
      each.type === 'contradiction' ? [[spanOf(each.premise), spanOf(each.hypothesis)] as const] : [],
    ),
    statements: own.flatMap((each) =>
      each.type === 'statement' ? [{ statement: each.statement, label: each.label }] : [],
    ),
  };
}
