import { overlaps, type Span } from '../note/span.js';
import type { AnnotatedText } from './records.js';

/** The relation of MACCROBAT2020 that joins two mentions of one thing. */
export const sameThing = 'IDENTICAL';

/** The types of MACCROBAT2020 whose mentions are offered to be linked. */
export const linkedTypes: readonly string[] = [
  'Coreference',
  'Diagnostic_procedure',
  'Sign_symptom',
  'Disease_disorder',
  'Medication',
  'Therapeutic_procedure',
  'Biological_structure',
];

/** The gold chains, each of mentions by id: mentions that a relation joins, directly or through others. */
export function goldChains(
  { relations }: Pick<AnnotatedText, 'relations'>,
  relation: string = sameThing,
): (readonly string[])[] {
  const chains = new Map<string, string[]>();
  for (const { type, head, tail } of relations) {
    if (type !== relation || head === tail) continue;
    const joined = [...new Set([...(chains.get(head) ?? [head]), ...(chains.get(tail) ?? [tail])])];
    for (const mention of joined) chains.set(mention, joined);
  }
  return [...new Set(chains.values())].map((chain) => chain.toSorted());
}

/** A mention that may be in a chain, from the start of its first piece to the end of its last. */
export interface LinkableMention {
  readonly id: string;
  readonly span: Span;
}

/** The mentions of some types in order and without overlaps, the longest first where two overlap. */
export function linkableMentions(
  { mentions }: Pick<AnnotatedText, 'mentions'>,
  types: readonly string[] = linkedTypes,
): LinkableMention[] {
  const chosen: LinkableMention[] = [];
  const all = mentions
    .filter(({ type }) => types.includes(type))
    .map(({ id, spans }) => ({
      id,
      span: { start: spans[0].start, end: (spans.at(-1) ?? spans[0]).end },
    }))
    .sort((a, b) => b.span.end - b.span.start - (a.span.end - a.span.start));
  for (const each of all) {
    if (!chosen.some(({ span }) => overlaps(span, each.span))) chosen.push(each);
  }
  return chosen.sort((a, b) => a.span.start - b.span.start);
}
