import { readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readBrat } from '../server/src/formats/brat-reader.js';
import type { GoldText } from '../test/fakes/oracle/gold.js';

/** A document of the corpus with its entities of the compared types. */
export interface CorpusDocument extends GoldText {
  readonly id: string;
}

/** The compared types, under the names given to every tool, with descriptions. */
export const comparedTypes: Readonly<Record<string, string>> = {
  sign_symptom: 'a symptom that the patient tells of, or a sign that is found',
  disease_disorder: 'a disease, disorder, injury or syndrome',
  medication: 'a drug or another substance given as treatment, without its dose',
  diagnostic_procedure: 'an examination, measurement or investigation, without its result',
};

/** The path of the corpus in a folder of unpacked archives; `undefined` if it is not there. */
export function maccrobatIn(corpora: string): string | undefined {
  return ['MACCROBAT2020', 'ner/MACCROBAT2020', 'ner/ner/MACCROBAT2020']
    .map((path) => join(corpora, path))
    .find((path) => existsSync(path));
}

/** The first documents by their number. Entities in several pieces are left out: no tool that is compared can say them. */
export async function readMaccrobat(folder: string, count: number): Promise<CorpusDocument[]> {
  const ids = (await readdir(folder))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => name.slice(0, -4));
  const chosen = ids.sort((a, b) => Number(a) - Number(b)).slice(0, count);
  return Promise.all(
    chosen.map(async (id) => {
      const text = await readFile(join(folder, `${id}.txt`), 'utf8');
      const { value } = readBrat(await readFile(join(folder, `${id}.ann`), 'utf8'), text);
      const seen = new Set<string>();
      const entities = value.entities
        .filter(({ type, fragments }) => type.toLowerCase() in comparedTypes && fragments.length === 1)
        .map(({ type, span }) => ({ ...span, type: type.toLowerCase() }))
        .filter((entity) => {
          const key = JSON.stringify(entity);
          return !seen.has(key) && seen.add(key);
        });
      return { id, text, entities };
    }),
  );
}
