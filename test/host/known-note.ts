import type { Cited, Knowledge } from '../fakes/oracle/answers/written.js';

/** What a model that is right writes about `samples/progress-note.note`, and about the visit below. */

const antibiotics = 'The patient was given ceftriaxone and azithromycin.';
const smoking = 'The patient smokes one pack of cigarettes per day.';

const answers: Readonly<Record<string, object>> = {
  'Which antibiotics were given?': {
    answer: 'ceftriaxone and azithromycin',
    sentence: antibiotics,
    evidence: [
      'He was treated with ceftriaxone and azithromycin',
      'Ceftriaxone 2 g IV q24h',
      'Azithromycin 500 mg PO daily',
    ],
  },
  'Does the patient smoke?': {
    answer: 'yes',
    sentence: smoking,
    evidence: ['He smokes one pack of cigarettes per day', 'He has never smoked'],
  },
  'Was the patient intubated?': { answer: 'not stated', sentence: '', evidence: [] },
};

const sentences: readonly Cited[] = [
  {
    text: 'A 64-year-old man was admitted with fever, productive cough and dyspnea.',
    evidence: ['admitted to the hospital with a five-day history of fever, productive cough and dyspnea'],
  },
  {
    text: 'Chest CT showed pneumonia of the right lower lobe.',
    evidence: ['Chest CT showed a right lower lobe pneumonia'],
  },
  { text: 'He needed oxygen.', evidence: ['Blood cultures were negative'] },
];

const medication = (row: string, status: string, evidence: string): object => {
  const [drug, dose, route, frequency, reason] = row.split('|');
  return { drug, dose, route, frequency, reason, status, evidence: [evidence] };
};

const medications: readonly (readonly [row: string, status: string, evidence: string])[] = [
  ['Warfarin||||', 'discontinued', 'Warfarin was stopped on admission because of epistaxis'],
  ['Ceftriaxone|2 g|IV|q24h|', 'active', 'Ceftriaxone 2 g IV q24h'],
  ['Azithromycin|500 mg|PO|daily|', 'active', 'Azithromycin 500 mg PO daily'],
  ['Metformin|500 mg|PO|BID|', 'active', 'Metformin 500 mg PO BID'],
  ['Lisinopril|10 mg|PO|daily|', 'active', 'Lisinopril 10 mg PO daily'],
  ['Acetaminophen|650 mg|PO|q6h PRN|fever', 'active', 'Acetaminophen 650 mg PO q6h PRN for fever'],
  [
    'warfarin|5 mg||daily|atrial fibrillation',
    'active',
    'He continues to take warfarin 5 mg daily for atrial fibrillation',
  ],
  ['penicillin||||', 'neither', 'He is allergic to penicillin'],
];

/** A visit, and the note that comes of it. */
export const visit = `Doctor: What brings you in today?
Patient: My knee has been hurting since Monday.
Doctor: Any fever?
Patient: No, none.
Doctor: Take ibuprofen and come back in two weeks.
`;

const visitLines = [
  { section: 'History of Present Illness', text: 'Knee pain since Monday.', turns: [2] },
  { section: 'Review of Systems', text: 'No fever.', turns: [3, 4] },
  { section: 'Plan', text: 'MRI of the knee.', turns: [5] },
];

/** What a premise must hold to be for or against a sentence. */
const inferences: Readonly<Record<string, { readonly on: RegExp; readonly against?: RegExp }>> = {
  [antibiotics]: { on: /ceftriaxone|azithromycin/i },
  [smoking]: { on: /smokes one pack/, against: /never smoked/ },
  'A 64-year-old man was admitted with fever, productive cough and dyspnea.': { on: /64-year-old man/ },
  'Chest CT showed pneumonia of the right lower lobe.': { on: /Chest CT/ },
  'The patient takes warfarin.': { on: /continues to take warfarin/ },
  'Knee pain since Monday.': { on: /since Monday/ },
  'No fever.': { on: /No, none/ },
};

export const knownNote: Knowledge = {
  answer: (_, question) => answers[question],
  summary: (passages) => sentences.filter(({ evidence }) => stands(evidence[0] ?? '', passages)),
  medications: (passages) =>
    medications.filter(([, , evidence]) => stands(evidence, passages)).map((row) => medication(...row)),
  dialogue: () => visitLines,
  classification: (passages, label) => stands(label, passages),
  coreference(text) {
    const [mass, lesion] = [
      /\[(\d+) [^\]]*mass[^\]]*\]/.exec(text),
      /\[(\d+) [^\]]*lesion[^\]]*\]/.exec(text),
    ];
    return mass && lesion ? [[Number(mass[1]), Number(lesion[1])]] : [];
  },
  inference(premise, hypothesis) {
    const taken = /^The patient takes (.*)\.$|^(.*) was stopped\.$/.exec(hypothesis);
    const drug = taken?.[1] ?? taken?.[2] ?? '\0';
    const known = inferences[hypothesis] ?? { on: new RegExp(drug, 'i') };
    if (known.against?.test(premise) === true && !known.on.test(premise)) return 'contradiction';
    return known.on.test(premise) ? 'entailment' : 'neutral';
  },
};

function stands(words: string, passages: readonly string[]): boolean {
  return passages.join('\n').toLowerCase().includes(words.toLowerCase());
}
