import { createHash } from 'node:crypto';
import * as z from 'zod';
import { problemAt } from './files.js';
import type { CorpusItem, LabelledPair, Split } from './records.js';
import { textLines } from './text-lines.js';

const pairShape = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  premise: z.string().min(1).max(20_000),
  hypothesis: z.string().min(1).max(20_000),
  label: z.enum(['entailment', 'neutral', 'contradiction']),
  /** The group that is also scored separately, such as the kind of contrast. */
  group: z.string().max(100).optional(),
});

/** The source name of pairs from a file. */
export const contrastPairs = 'contrast-pairs';

/** A pair from a file, with its group. */
export interface GroupedPair extends LabelledPair {
  readonly group?: string;
}

/**
 * Reads sentence pairs from JSON lines: `premise`, `hypothesis`, `label` (entailment, neutral, contradiction),
 * and optionally `id` and `group`. Lines that do not fit are reported and skipped. Contrast pairs share a
 * premise and differ in their labels, so pairs with the same premise count as one document.
 *
 * @param name how problems name the file.
 */
export async function* readPairs(
  path: string,
  name: string,
  split: Split = 'test',
): AsyncGenerator<CorpusItem> {
  const file = { path, name };
  for await (const { text, number: line, readable } of textLines(file)) {
    if (!readable) {
      yield problemAt(file, line, 'encoding', 'is not UTF-8');
      continue;
    }
    if (text.trim() === '') continue;
    const read = pairShape.safeParse(parsed(text));
    if (!read.success) {
      yield problemAt(file, line, 'pair', 'is no pair with premise, hypothesis and label');
      continue;
    }
    const { premise, hypothesis, label, group, id } = read.data;
    const record: GroupedPair = {
      kind: 'pair',
      id: `${contrastPairs}/${split}/${id ?? line}`,
      source: contrastPairs,
      split,
      document: createHash('sha256').update(premise).digest('hex').slice(0, 16),
      premise,
      hypothesis,
      label,
      ...(group === undefined ? {} : { group }),
    };
    yield { record };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
