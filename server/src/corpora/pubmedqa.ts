import * as z from 'zod';
import { findFile, missing, originOf, problemAt, type Part } from './files.js';
import { jsonEntries } from './json-entries.js';
import type { CorpusItem } from './records.js';

export const pubmedQaLabels = ['yes', 'no', 'maybe'] as const;

const article = z.object({
  QUESTION: z.string(),
  CONTEXTS: z.array(z.string()).min(1),
  LONG_ANSWER: z.string(),
  final_decision: z.enum(pubmedQaLabels),
});

/**
 * Reads PubMedQA-L (Jin et al. 2019): the question that an article asks, its abstract without the conclusion,
 * and the answer (yes, no or maybe). A second record has the conclusion as the answer in words. The articles
 * in the ground truth file are the test part, the others the training part.
 */
export async function* readPubmedQa(folder: string, part: Part): AsyncGenerator<CorpusItem> {
  const file = await findFile(folder, 'qa', 'PubMedQA/ori_pqal.json');
  const truth = await findFile(folder, 'qa', 'PubMedQA/test_ground_truth.json');
  if (file === undefined || truth === undefined) {
    yield missing('qa', `PubMedQA/${file === undefined ? 'ori_pqal.json' : 'test_ground_truth.json'}`);
    return;
  }
  const test = new Set<string>();
  for await (const item of jsonEntries(truth)) {
    if ('problem' in item) yield item;
    else test.add(item.entry.key ?? '');
  }
  for await (const item of jsonEntries(file)) {
    if ('problem' in item) {
      yield item;
      continue;
    }
    const { key = '', value, line } = item.entry;
    if (test.has(key) !== (part.split === 'test')) continue;
    const read = article.safeParse(value);
    if (!read.success) {
      yield problemAt(file, line, 'pubmedqa', 'is no question with a context and an answer');
      continue;
    }
    const { QUESTION: question, CONTEXTS: contexts, LONG_ANSWER: written, final_decision: label } = read.data;
    const text = contexts.join('\n');
    const origin = originOf(part, key, key);
    yield { record: { kind: 'labelled', ...origin, text, question, label } };
    yield {
      record: {
        kind: 'written',
        ...origin,
        id: `${origin.id}/answer`,
        request: question,
        given: text,
        written,
      },
    };
  }
}
