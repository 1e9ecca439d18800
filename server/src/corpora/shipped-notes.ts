import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { originOf, problemAt, type CorpusFile, type Part } from './files.js';
import { jsonLines } from './json-entries.js';
import { apache2 } from './licences.js';
import { readably } from './readably.js';
import type { Corpus, CorpusItem, GoldMedication, NoteRecord } from './records.js';
import { wholeText } from './text-lines.js';

/** The name of the notes that come with BioNote. */
export const shippedNotes = 'notes';

const statement = z.object({
  type: z.literal('statement'),
  note: z.string(),
  statement: z.string(),
  label: z.string(),
  evidence: z.string(),
});

const medication = z.object({ names: z.array(z.string().min(1)).min(1), status: z.string() });

/**
 * The invented notes that come with BioNote, as a corpus: their statements with the words that decide them, and their
 * medications.
 *
 * @param folder where they are, whatever folder the other corpora are in.
 */
export function shippedNotesIn(folder: string): Corpus {
  return readably({
    name: shippedNotes,
    licence: apache2,
    splits: ['dev'],
    labels: [],
    read: (_, split) => readNotes(join(folder, split), { source: shippedNotes, split }),
  });
}

async function* readNotes(folder: string, part: Part): AsyncGenerator<CorpusItem> {
  const inFolder = (name: string): CorpusFile => ({
    path: join(folder, name),
    name: `${part.split}/${name}`,
  });
  const statements = new Map<string, NoteRecord['statements'][number][]>();
  for await (const item of jsonLines(inFolder('pairs.jsonl'))) {
    if ('problem' in item) yield item;
    else {
      const { data } = statement.safeParse(item.entry.value);
      if (data) statements.set(data.note, [...(statements.get(data.note) ?? []), data]);
    }
  }
  const files = (await readdir(folder)).sort();
  for (const name of files.filter((file) => file.endsWith('.txt'))) {
    const stem = name.slice(0, -'.txt'.length);
    const text = await wholeText(inFolder(name));
    if (text === undefined) {
      yield problemAt(inFolder(name), 1, 'encoding', 'is not UTF-8');
      continue;
    }
    const listed = inFolder(`${stem}.medications.jsonl`);
    const medications: GoldMedication[] = [];
    if (files.includes(`${stem}.medications.jsonl`)) {
      for await (const item of jsonLines(listed)) {
        const read = 'entry' in item ? medication.safeParse(item.entry.value) : undefined;
        const isThere = read?.data?.names.every((each) => text.toLowerCase().includes(each.toLowerCase()));
        if ('problem' in item) yield item;
        else if (read?.data && isThere === true) medications.push(read.data);
        else yield problemAt(listed, item.entry.line, 'words-differ', 'is no medication that the note names');
      }
    }
    yield {
      record: {
        kind: 'note',
        ...originOf(part, stem, stem),
        text,
        ...(files.includes(`${stem}.medications.jsonl`) && { medications }),
        statements: (statements.get(stem) ?? []).map(({ statement: said, label, evidence }) => ({
          statement: said,
          label,
          evidence,
        })),
      },
    };
  }
}
