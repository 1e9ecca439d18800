import { csvRows } from './csv-rows.js';
import { originOf, problemAt, type CorpusFile, type Part } from './files.js';
import type { CorpusItem } from './records.js';

export const healthVerLabels = ['Supports', 'Neutral', 'Refutes'] as const;

/**
 * Reads HealthVer (Sarrouti et al. 2021): sentences from articles about COVID-19, each with a claim that it
 * supports, refutes or leaves open.
 */
export async function* readHealthVer(file: CorpusFile, part: Part): AsyncGenerator<CorpusItem> {
  for await (const item of csvRows(file, ['evidence', 'claim', 'label'])) {
    if ('problem' in item) {
      yield item;
      continue;
    }
    const { row } = item;
    const label = healthVerLabels.find((each) => each === row.cell('label').trim());
    if (label === undefined) {
      yield problemAt(file, row.line, 'unknown-label', 'a label that is not known');
      continue;
    }
    yield {
      record: {
        kind: 'pair',
        ...originOf(part, row.line),
        premise: row.cell('evidence').trim(),
        hypothesis: row.cell('claim').trim(),
        label,
      },
    };
  }
}
