import type { CorpusRecord } from '../corpora/records.js';
import { iobCorpora } from '../corpora/iob-corpora.js';
import { answerRows } from './answer-rows.js';
import { coreferenceRows } from './coreference-rows.js';
import { documentRows } from './document-rows.js';
import { generationRows } from './generation-rows.js';
import { medicationRows } from './medication-rows.js';
import { nerRows } from './ner-rows.js';
import { relationRows } from './relation-rows.js';
import type { Made, MakeOptions } from './row.js';
import { labelledRows, pairRows, writtenRows } from './text-rows.js';
import { shownUnits, unitsOf } from './units.js';

/** Corpora whose records are single sentences. */
export const sentenceCorpora: ReadonlySet<string> = new Set([
  ...iobCorpora.map(({ name }) => name),
  'ChemProt',
  'GAD',
  'DDI-2013',
  'PHEE',
]);

/** Every row that a record yields, and what cannot become one. Does not check for leaks. */
export function* candidatesOf(record: CorpusRecord, options: MakeOptions): Generator<Made> {
  switch (record.kind) {
    case 'annotated': {
      const divided = unitsOf(record, sentenceCorpora.has(record.source));
      const { units, dropped } = shownUnits(divided.units);
      yield* [...divided.dropped, ...dropped].map((each) => ({ dropped: each }));
      for (const unit of units) {
        yield* nerRows(record, unit, options);
        yield* relationRows(record, unit, options);
      }
      yield* documentRows(record, options);
      yield* coreferenceRows(record, options);
      yield* medicationRows(record, options);
      yield* answerRows(record, options);
      return;
    }
    case 'pair':
      yield* pairRows(record, options);
      return;
    case 'labelled':
      yield* labelledRows(record, options);
      return;
    case 'written':
      yield* writtenRows(record, options);
      yield* generationRows(record, options);
      return;
    case 'classified':
    case 'note':
      // What these corpora hold is to measure on, not to train on.
      return;
  }
}
