import type { AnnotatedText, GoldMention } from '../corpora/records.js';
import { splitWords } from '../tasks/ner/words.js';
import type { Made, MakeOptions } from './row.js';
import { made } from './text-rows.js';
import { noteQuestionWordings, type Wordings } from './wordings.js';

/** What rows extract from whole documents of a corpus: its types, and how to ask for them. */
const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'BC5CDR-CID': { Chemical: 'chemicals and drugs', Disease: 'diseases and symptoms' },
  BioRED: {
    ChemicalEntity: 'chemicals and drugs',
    DiseaseOrPhenotypicFeature: 'diseases and phenotypic features',
    GeneOrGeneProduct: 'genes and proteins',
    SequenceVariant: 'sequence variants',
    OrganismTaxon: 'species',
    CellLine: 'cell lines',
  },
  JNLPBA: {
    protein: 'proteins',
    DNA: 'regions of DNA',
    RNA: 'RNAs',
    cell_line: 'cell lines',
    cell_type: 'cell types',
  },
  MACCROBAT2020: {
    Medication: 'medications',
    Diagnostic_procedure: 'examinations and tests',
    Disease_disorder: 'diseases',
    Sign_symptom: 'signs and symptoms',
    Therapeutic_procedure: 'procedures and therapies',
    Biological_structure: 'parts of the body',
  },
};

/** Maximum length of a document in words. */
const longestDocument = 1_200;

/**
 * The rows of a whole document: lists of its mentions, the relations between its concepts, the events of PHEE,
 * and questions about the case reports of MACCROBAT2020.
 */
export function* documentRows(record: AnnotatedText, options: MakeOptions): Generator<Made> {
  if (splitWords(record.text).length > longestDocument) return;
  const wanted = Object.entries(lists[record.source] ?? {});
  for (const [type, name] of wanted) {
    const found = unique(record.mentions.filter((mention) => mention.type === type).map(wordsOf(record)));
    if (found.length > 0)
      yield row(record, `list:${type}`, listWordings(name), record.text, found.join('\n'), options);
  }
  if (record.source === 'BC5CDR-CID') yield* inducedRow(record, options);
  if (record.source === 'PHEE') yield* eventRow(record, options);
  if (record.source === 'MACCROBAT2020') yield* questionRows(record, options);
}

function listWordings(name: string): Wordings {
  return [
    `List the ${name} that the text mentions, each on a line of its own, as the text spells them.`,
    `Extract all ${name} from the text. One a line, without repetitions, in the order in which they appear.`,
    `Which ${name} are named below? Copy each of them once, one on each line.`,
  ];
}

/** Which chemical induces which disease, each by its first mention. */
function* inducedRow(record: AnnotatedText, options: MakeOptions): Generator<Made> {
  const nameOf = (concept: string): string => {
    const mention = record.mentions.find(({ concepts }) => concepts?.includes(concept) === true);
    return mention === undefined ? concept : wordsOf(record)(mention);
  };
  const lines = unique(record.relations.map(({ head, tail }) => `${nameOf(head)} -> ${nameOf(tail)}`));
  const wordings: Wordings = [
    'Which chemicals are reported to cause which diseases or side effects? Write “chemical -> disease”, a pair on each line.',
    'Extract the drug-induced conditions of this abstract as lines of the form “chemical -> disease”.',
    'Name every pair of a chemical and the disease that it induces according to the text, one pair a line with an arrow between.',
  ];
  if (lines.length > 0) yield row(record, 'induced', wordings, record.text, lines.join('\n'), options);
}

/** The treatment and the effect of each event of a sentence. */
function* eventRow(record: AnnotatedText, options: MakeOptions): Generator<Made> {
  const byId = new Map(record.mentions.map((mention) => [mention.id, wordsOf(record)(mention)]));
  const lines = unique(
    record.relations.map(({ type, head, tail }) => {
      const kind = type === 'Adverse_event' ? 'adverse event' : 'therapeutic event';
      return `${kind}: ${byId.get(head) ?? ''} -> ${byId.get(tail) ?? ''}`;
    }),
  );
  const wordings: Wordings = [
    'Extract the pharmacovigilance events of the sentence: “adverse event” or “therapeutic event”, then treatment -> effect or disorder, one a line.',
    'Which treatment led to which adverse effect, or was given for which disorder? Lines of the form “adverse event: treatment -> effect” or “therapeutic event: treatment -> disorder”.',
    'List each reported event with its kind (adverse event, therapeutic event), the treatment, and what it did or was for.',
  ];
  if (lines.length > 0) yield row(record, 'events', wordings, record.text, lines.join('\n'), options);
  const kinds = unique(
    record.relations.map(({ type }) => (type === 'Adverse_event' ? 'adverse event' : 'therapeutic event')),
  ).sort();
  const classes: Wordings = [
    'Which kinds of event does the sentence report: adverse event, therapeutic event, or both? Separate two by a comma.',
    'Classify the sentence of a case report: adverse event, therapeutic event, or the two with a comma between.',
  ];
  if (kinds.length > 0) {
    const content = {
      id: `${record.id}#event-kind`,
      task: 'classification',
      input: record.text,
      output: kinds.join(', '),
    } as const;
    yield made(record, content, classes, [record.text], options);
  }
}

/** Questions answered by one mention, and questions answered by a relation to another. */
function* questionRows(record: AnnotatedText, options: MakeOptions): Generator<Made> {
  const ask = (key: string, question: string, answers: readonly string[]): Made =>
    row(
      record,
      `question:${key}`,
      noteQuestionWordings,
      `Note: ${record.text}\nQuestion: ${question}`,
      unique(answers).join('; '),
      options,
      'qa',
    );
  for (const [type, question] of [
    ['Age', 'How old is the patient?'],
    ['Sex', 'What is the patient’s sex?'],
    ['Outcome', 'What was the outcome?'],
    ['Family_history', 'What is said of the family’s history?'],
    ['Personal_background', 'What is said of the patient’s background?'],
  ] as const) {
    const [first] = record.mentions.filter((mention) => mention.type === type);
    if (first !== undefined) yield ask(type, question, [wordsOf(record)(first)]);
  }
  const byId = new Map(record.mentions.map((mention) => [mention.id, mention]));
  for (const [of, by, question] of [
    ['Diagnostic_procedure', 'Lab_value', 'What did the following show: '],
    ['Medication', 'Dosage', 'In what dose was this given: '],
    ['Sign_symptom', 'Biological_structure', 'Where was the following found: '],
    ['Sign_symptom', 'Severity', 'How severe was the following: '],
  ] as const) {
    const answers = new Map<string, string[]>();
    for (const { type, head, tail } of record.relations) {
      const [from, to] = [byId.get(head), byId.get(tail)];
      if (type !== 'MODIFY' || from?.type !== by || to?.type !== of) continue;
      const asked = wordsOf(record)(to);
      answers.set(asked, [...(answers.get(asked) ?? []), wordsOf(record)(from)]);
    }
    for (const [asked, found] of answers) yield ask(`${by}:${asked}`, `${question}${asked}?`, found);
  }
}

function row(
  record: AnnotatedText,
  key: string,
  wordings: Wordings,
  input: string,
  output: string,
  options: MakeOptions,
  task: 'information-extraction' | 'qa' = 'information-extraction',
): Made {
  return made(record, { id: `${record.id}#${key}`, task, input, output }, wordings, [record.text], options);
}

function wordsOf({ text }: AnnotatedText): (mention: GoldMention) => string {
  return ({ spans }) =>
    spans
      .map(({ start, end }) => text.slice(start, end))
      .join(' ')
      .replace(/\s+/gu, ' ');
}

function unique(words: readonly string[]): string[] {
  const seen = new Set<string>();
  return words.filter((word) => {
    const folded = word.toLowerCase();
    return !seen.has(folded) && seen.add(folded);
  });
}
