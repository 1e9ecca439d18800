import { resolve } from 'node:path';
import { readably } from '../corpora/readably.js';
import type { AnnotatedText, Corpus, CorpusItem, Licence } from '../corpora/records.js';
import { readStandoff, type StandoffStyle } from '../corpora/standoff.js';

/** What a folder of annotated notes is. */
export interface StandoffNotes {
  /** The name of the corpus, and the source of its rows. */
  readonly name: string;
  readonly licence: Licence;
  readonly labels: readonly string[];
  readonly style?: StandoffStyle;
  /** What becomes of a note (default: it is taken as it is). */
  readonly take?: (note: AnnotatedText) => Promise<CorpusItem>;
}

/** A folder of notes with brat standoff beside them, as a corpus to train on. */
export function standoffCorpus(
  folder: string,
  { name, licence, labels, style = {}, take }: StandoffNotes,
): Corpus {
  return readably({
    name,
    licence,
    splits: ['train'],
    labels,
    async *read(_corpora, split) {
      for await (const item of readStandoff(
        { path: resolve(folder), name },
        { source: name, split },
        style,
      )) {
        if (take === undefined || 'problem' in item || item.record.kind !== 'annotated') yield item;
        else yield await take(item.record);
      }
    },
  });
}
