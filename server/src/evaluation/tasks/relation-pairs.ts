import type { AnnotatedText, GoldMention } from '../../corpora/records.js';
import { contains, overlaps, shifted, textOf } from '../../note/span.js';
import type { Mention } from '../../tasks/ner/entity.js';
import type { SentenceContext } from '../../tasks/context.js';
import type { RelationInput } from '../../tasks/relations/relation-input.js';
import { editorsRelations } from '../../tasks/schemas.js';
import type { RelationType, Schema } from '../../tasks/schema.js';
import { asSentence, sentencesOf } from '../asking/entities.js';
import { extent } from '../../agreement/typed-span.js';
import type { RelationTask } from '../sets/data-set.js';

/** A mention in a sentence, and the gold mention it stands for. */
export interface PlacedMention extends Mention {
  readonly gold: GoldMention;
}

/** Two mentions of one sentence that the schema allows to be related, in its direction. */
export interface MentionPair {
  readonly sentence: string;
  readonly context: SentenceContext;
  readonly head: PlacedMention;
  readonly tail: PlacedMention;
  readonly types: readonly RelationType[];
  /** The relations that the prompt names. */
  readonly relations: readonly RelationType[];
}

/** What a model is shown to find the relation of a pair. */
export function inputOf({ sentence, context, relations }: MentionPair): RelationInput {
  return { text: sentence, relations, ...context };
}

/** Every pair that can be asked about, sentence by sentence, in text order; overlapping mentions cannot. */
export function pairsOf(record: AnnotatedText, task: RelationTask): MentionPair[] {
  const sentences = task.units === 'sentences' ? asSentence(record.text) : sentencesOf(record.text);
  return sentences.flatMap(({ text, start, heading, abbreviations }) => {
    const context = {
      ...(heading !== undefined && { heading }),
      ...(abbreviations !== undefined && { abbreviations }),
    };
    const whole = { start, end: start + text.length };
    const mentions = record.mentions.flatMap((gold): PlacedMention[] => {
      const type = task.types.get(gold.type);
      const span = extent({ type: '', spans: gold.spans });
      if (type === undefined || !contains(whole, span)) {
        return [];
      }
      const inside = shifted(span, -start);
      return [{ gold, type, span: inside, text: textOf(text, inside), alignment: 'exact' }];
    });
    mentions.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    return mentions.flatMap((first, index) =>
      mentions
        .slice(index + 1)
        .flatMap((second) => directed(text, first, second, task.schema))
        .map((pair) => ({ ...pair, context })),
    );
  });
}

function directed(
  sentence: string,
  first: PlacedMention,
  second: PlacedMention,
  schema: Schema,
): Omit<MentionPair, 'context'>[] {
  if (overlaps(first.span, second.span)) {
    return [];
  }
  for (const [head, tail] of [
    [first, second],
    [second, first],
  ] as const) {
    const types = schema.relations.filter((one) => one.head === head.type && one.tail === tail.type);
    if (types.length > 0) {
      return [{ sentence, head, tail, types, relations: editorsRelations(schema.relations) }];
    }
  }
  return [];
}
