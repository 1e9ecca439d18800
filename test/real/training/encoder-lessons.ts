import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A few of the training notes, which hold every kind of gold: contradictions, too. */
export const notes = ['002', '004', '006', '009'].flatMap((name) => [`${name}.marked`, `${name}.json`]);

/** A few of the files of written pairs. */
export const pairs = ['01.tsv', '02.tsv'];

/** An invented note, with little in it that a good encoder is in two minds about. */
export const note = `Mr. Falk takes metoprolol 50 mg daily for hypertension.
He has a fever. He has no fever.
Troponin was 0.02 ng/mL.
His mother had asthma.
`;

const reports = [
  'A 50-year-old man was admitted with fever and cough. Physical examination revealed crackles over the left lung. He was treated with amoxicillin for seven days and improved.',
  'A 31-year-old woman presented with pain in the right knee. There was no evidence of a fracture. She was started on ibuprofen and was well at the next visit.',
];

const negated = [
  ['A man does not walk his dog.', 'A man walks his dog.', 'contradiction'],
  ['A girl is not asleep.', 'A girl is awake.', 'entailment'],
  ['A woman is not at home.', 'A woman does not like tea.', 'neutral'],
];

/** Writes the corpora that the judge learns from beside the notes: our own sentences, in the form of the real ones. */
export async function writeCorpora(folder: string): Promise<void> {
  const [text, negation] = [join(folder, 'text'), join(folder, 'more', 'negation-nli')];
  await Promise.all([text, negation].map((place) => mkdir(place, { recursive: true })));
  const lines = reports.map((report) => `${JSON.stringify({ text: report })}\n`);
  await writeFile(join(text, 'e3c-case-reports.jsonl'), lines.join(''));
  const rows = negated.map((row, index) => [index, ...row].join('\t'));
  const table = ['index\tText\tHypothesis\tgold_label', ...rows].map((line) => `${line}\n`).join('');
  await Promise.all(['SNLI', 'MNLI'].map((name) => writeFile(join(negation, `${name}.txt`), table)));
}
