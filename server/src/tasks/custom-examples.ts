import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { promptedAssertions } from './ner/entity.js';
import type { EntityType, NerExample } from './schema.js';
import { issues, problemAt } from './schema-problems.js';

/** More examples than that make small models worse, and each costs time in every prompt. */
export const mostExamples = 5;

const longest = { sentence: 300, entities: 20 } as const;

const exampleShape = z.strictObject({
  sentence: z
    .string()
    .min(1)
    .max(longest.sentence)
    .regex(/^[^\p{Cc}]*$/u, { error: () => l10n.t('one line') }),
  entities: z
    .array(
      z.strictObject({
        text: z.string().min(1).max(longest.sentence),
        type: z.string(),
        assertion: z.exactOptional(z.enum(promptedAssertions)),
      }),
    )
    .max(longest.entities),
});

/**
 * The examples of a schema of the user's own. One that is wrong is left out and named in `problems`: an entity must stand
 * in its sentence, and be of a type of the schema.
 *
 * @param label names the schema in problems.
 */
export function readExamples(
  label: string,
  examples: readonly unknown[],
  types: readonly EntityType[],
  problems: string[],
): NerExample[] {
  const names = types.map(({ name }) => name);
  if (examples.length > mostExamples)
    problems.push(
      problemAt(`${label}.examples`, l10n.t('at most {maximum} entries', { maximum: mostExamples })),
    );
  return examples.slice(0, mostExamples).flatMap((content, index): NerExample[] => {
    const where = `${label}.examples.${index}`;
    const read = exampleShape.safeParse(content);
    if (!read.success) {
      problems.push(...issues(where, read.error));
      return [];
    }
    const { sentence, entities } = read.data;
    const wrong = entities.findIndex(({ text, type }) => !sentence.includes(text) || !names.includes(type));
    if (wrong < 0) return [read.data];
    problems.push(
      problemAt(`${where}.entities.${wrong}`, l10n.t('words of the sentence, with a type of this schema')),
    );
    return [];
  });
}
