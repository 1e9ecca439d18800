import * as z from 'zod';
import { originOf, problemAt, type CorpusFile, type Part } from './files.js';
import { jsonLines } from './json-entries.js';
import type { CorpusItem } from './records.js';

export const mednliLabels = ['entailment', 'neutral', 'contradiction'] as const;

const row = z.object({
  sentence1: z.string().min(1),
  sentence2: z.string().min(1),
  gold_label: z.enum(mednliLabels),
  pairID: z.string().optional(),
});

/** Reads MedNLI (Romanov and Shivade 2018) as PhysioNet distributes it to licence holders: JSON lines. */
export async function* readMednli(file: CorpusFile, part: Part): AsyncGenerator<CorpusItem> {
  for await (const item of jsonLines(file)) {
    if ('problem' in item) {
      yield item;
      continue;
    }
    const read = row.safeParse(item.entry.value);
    if (!read.success) {
      yield problemAt(file, item.entry.line, 'mednli', 'is no pair of sentences with a label');
      continue;
    }
    const { sentence1: premise, sentence2: hypothesis, gold_label: label, pairID: place } = read.data;
    yield {
      record: {
        kind: 'pair',
        ...originOf(part, place ?? item.entry.line),
        premise: premise.trim(),
        hypothesis: hypothesis.trim(),
        label,
      },
    };
  }
}
