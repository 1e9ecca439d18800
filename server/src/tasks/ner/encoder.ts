import type { ModelProfile } from '../profile.js';
import type { EntityHead, TaggedSpan } from '../question.js';
import type { Schema } from '../schema.js';
import type { QuestionCall } from '../task.js';
import { besideBodySites, type PlacedMention } from './body-sites.js';
import { covering } from './covering.js';
import type { QuotedMention } from './entity.js';
import { isBarePrefix, withoutLooseEnd } from './loose-ends.js';

const version = 'encoder-ner-2';

/**
 * The call that finds the entities of `schema` in a sentence with an encoder. It reads the head that covers most of
 * the schema, and others only for the types that they add. Of two heads for the same types, it reads the one trained
 * for this schema, or else for no schema in particular. No call if no head knows any of the types.
 */
export function encoderNerCalls(
  sentence: string,
  schema: Schema,
  profile: ModelProfile,
): QuestionCall<readonly QuotedMention[]>[] {
  const served = servedBy(profile.encoder?.heads ?? [], schema);
  const chosen = covering(
    schema.entities.map(({ name }) => name),
    served,
    ({ typeOf }) => [...new Set(typeOf.values())],
  );
  if (chosen.length === 0) return [];
  return [
    {
      question: {
        task: 'ner',
        dialect: 'encoder',
        version,
        kind: 'tags',
        text: sentence,
        heads: chosen.map(({ list }) => list.name),
      },
      read: (answer) => {
        if (answer.kind !== 'tags') return { value: [], problems: [{ code: 'schema', count: 1 }] };
        const value = answer.mentions.flatMap((mention) => {
          const from = chosen.find(({ list }) => list.name === mention.head);
          const type = from?.list.typeOf.get(mention.label);
          return type !== undefined && from?.adds.has(type) ? quoted(sentence, mention, type) : [];
        });
        return { value: besideBodySites(sentence, value), problems: [] };
      },
    },
  ];
}

/** Which entity types of a schema a head finds, by its labels. */
interface Served {
  readonly name: string;
  readonly typeOf: ReadonlyMap<string, string>;
}

function servedBy(heads: readonly EntityHead[], schema: Schema): Served[] {
  const wanted = new Set(schema.entities.map(({ name }) => name));
  return [...heads]
    .sort((a, b) => distance(a, schema) - distance(b, schema))
    .map(({ name, labels }) => ({
      name,
      typeOf: new Map(
        labels.flatMap(({ name: label, types }) => {
          const type = types.find((each) => wanted.has(each));
          return type === undefined ? [] : [[label, type] as const];
        }),
      ),
    }));
}

/** A head for this schema comes before one for any, and that before one for another schema. */
function distance(head: EntityHead, schema: Schema): number {
  if (head.schema === undefined) return 1;
  return head.schema === schema.name ? 0 : 2;
}

/** The mention at a span, without a loose end; none where nothing else is left of it. */
function quoted(sentence: string, { span, probability }: TaggedSpan, type: string): PlacedMention[] {
  const text = withoutLooseEnd(sentence.slice(span.start, span.end));
  if (text === '' || isBarePrefix(text, sentence.slice(span.end))) return [];
  return [{ text, type, confidence: probability, at: { start: span.start, end: span.start + text.length } }];
}
