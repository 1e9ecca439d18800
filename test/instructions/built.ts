import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstructionRow } from '../../server/src/instructions/row.js';
import { run, type Outcome } from '../cli/terminals.js';
import { withFiles, type Files } from '../corpora/folders.js';

/** Sentences as a file of tokens and tags; each token is `TOKEN TAG`. */
export const iob = (...sentences: readonly (readonly string[])[]): string =>
  sentences.map((lines) => `${lines.map((line) => line.replace(' ', '\t')).join('\n')}\n\n`).join('');
/** A sentence without a mention. */
export const words = (text: string): string[] => text.split(' ').map((word) => `${word} O`);
const shared = words('The same sentence stands in a training part and in a test part .');
/** A document of PubTator with one chemical. */
export const pubTator = (id: string, text = 'bleeding was seen after treatment of patients'): string =>
  `${id}|t|Aspirin.\n${id}|a|None of this ${text} ${id}.\n${id}\t0\t7\tAspirin\tChemical\tD1\n\n`;
/** The same as BioRED has them. */
export const biored = (...ids: readonly string[]): string =>
  ids.map((id) => pubTator(id).replace('\tChemical\t', '\tChemicalEntity\t')).join('');

/** A few corpora in small. */
export const files: Files = {
  'ner/ner/BC5CDR/train.tsv': iob(
    [
      'Aspirin B-Chemical',
      'caused O',
      'severe B-Disease',
      'bleeding I-Disease',
      'in O',
      'two O',
      'old O',
      'men O',
    ],
    shared,
  ),
  'ner/ner/BC2GM/test.tsv': iob(shared),
  're/re/BC5CDR-CID/CDR_TestSet.PubTator.txt': pubTator('1001'),
  're/re/BioRED/Train.PubTator': biored('1001', '1002'),
  'nli/nli/HealthVer/healthver_dev.csv':
    'id,evidence,claim,label\n1,Masks help a little.,Masks help.,Supports\n',
  'qa/qa/MedQuAD/1_X/1.xml':
    '<Document id="1"><QAPairs><QAPair><Question qid="1-1">What is it?</Question><Answer>A thing.</Answer></QAPair></QAPairs></Document>',
};

/** The rows of a file. */
export async function rowsIn(path: string): Promise<InstructionRow[]> {
  const text = await readFile(path, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as InstructionRow);
}

/** Runs `bionote instructions build`. */
export function build(folder: string, out: string, ...options: readonly string[]): Promise<Outcome> {
  return run(['instructions', 'build', '--corpora', folder, '--out', out, ...options]);
}

/** Builds in a folder of corpora, and gives it to `work`. */
export function built(
  more: Files,
  options: readonly string[],
  work: (outcome: Outcome, folder: string) => Promise<void>,
): Promise<void> {
  return withFiles({ ...files, ...more }, async (folder) => {
    await work(await build(folder, join(folder, 'rows'), '--empty-share', '1', ...options), folder);
  });
}
