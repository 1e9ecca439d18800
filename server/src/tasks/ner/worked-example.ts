import type { NerExample, Schema } from '../schema.js';
import { hasAssertion } from '../schemas.js';
import { mentionGroups } from './json-groups.js';

/** An example as the prompt shows it: the sentence, and the reply that would be right. Entities of other types are left out. */
export function workedExample({ sentence, entities }: NerExample, schema: Schema): string {
  const reply = new Map<string, string[]>();
  for (const { key, type, assertion } of mentionGroups(schema)) {
    const texts = entities.filter(
      (entity) =>
        entity.type === type &&
        // An assertion of a type that carries none is not asked for, and the entity is listed plainly.
        (hasAssertion(type) ? (entity.assertion ?? 'present') : 'present') === (assertion ?? 'present'),
    );
    if (texts.length > 0) {
      reply.set(
        key,
        texts.map(({ text }) => text),
      );
    }
  }
  return `Sentence: ${JSON.stringify(sentence)}\n${JSON.stringify(Object.fromEntries(reply))}`;
}
