import type { AnnotatedText } from '../../corpora/records.js';
import { contains, overlaps } from '../../note/span.js';
import type { Asking } from '../asking/asking.js';
import {
  asSentence,
  readEntities,
  sentencesOf,
  type FoundMention,
  type PlacedSentence,
} from '../asking/entities.js';
import { extent, type TypedSpan } from '../../agreement/typed-span.js';
import type { EntityTask } from '../sets/data-set.js';

/** The gold and the answer for one text. */
export interface EntityOutcome {
  readonly id: string;
  readonly document: string;
  readonly text: string;
  readonly gold: readonly TypedSpan[];
  readonly found: readonly FoundMention[];
  /** Mentions in the answer that are not in the text. */
  readonly unplaced: number;
  /** Gold mentions in text that BioNote does not treat as a sentence, such as a heading. */
  readonly unread: number;
}

/** The gold mentions of a record in the types of the data set's schema. */
export function goldOf(record: AnnotatedText, types: ReadonlyMap<string, string>): TypedSpan[] {
  return record.mentions.flatMap(({ type, spans }) => {
    const known = types.get(type);
    return known === undefined ? [] : [{ type: known, spans }];
  });
}

/** Reads the entities of a record in the same way as the product. */
export async function askEntities(
  record: AnnotatedText,
  task: EntityTask,
  asking: Asking,
): Promise<EntityOutcome> {
  const gold = goldOf(record, task.types);
  const sentences = sentencesFor(record.text, task);
  const { mentions, unplaced } = await readEntities(sentences, task.schema, asking);
  const { id, document, text } = record;
  return { id, document, text, gold, found: mentions, unplaced, unread: unreadOf(gold, sentences) };
}

function sentencesFor(text: string, { units }: EntityTask): PlacedSentence[] {
  return units === 'sentences' ? asSentence(text) : sentencesOf(text);
}

function unreadOf(gold: readonly TypedSpan[], sentences: readonly PlacedSentence[]): number {
  const spans = sentences.map(({ text, start }) => ({ start, end: start + text.length }));
  return gold.filter((mention) => {
    const whole = extent(mention);
    const touched = spans.filter((span) => overlaps(span, whole));
    return !touched.some((span) => contains(span, whole));
  }).length;
}
