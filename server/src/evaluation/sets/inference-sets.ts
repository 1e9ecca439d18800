import type { DataSet, InferenceTask } from './data-set.js';

/** Sentence pairs from the user's file, not from a corpus. */
export const contrastPairsName = 'contrast-pairs';

const checked =
  'The text is checked sentence by sentence, as `bionote check` does: the strongest evidence decides, and without ' +
  'any the answer is neutral.';

const twoClasses = { entailment: 'Entailment', contradiction: 'Contradiction' } as const;
const noNeutral = 'The corpus has no neutral class: an answer of "neutral" is never right.';

function inferenceSet(name: string, task: Omit<InferenceTask, 'kind'>, ...remarks: string[]): DataSet {
  const [corpus = name] = name.split('/');
  return { name, corpus, split: 'test', task: { kind: 'inference', ...task }, remarks };
}

/** The data sets for inference, and for questions that amount to it. */
export const inferenceSets: readonly DataSet[] = [
  inferenceSet('NLI4CT', { way: 'text', records: 'pair', labels: twoClasses }, checked, noNeutral),
  inferenceSet(
    'NLI4CT/evidence',
    { way: 'pair', records: 'pair', evidenceOnly: true, labels: twoClasses },
    'The premise is what the annotators pointed at in the trial record, in one call, cut at 120 words.',
    noNeutral,
  ),
  inferenceSet(
    'EvidenceInference',
    { way: 'pair', records: 'pair', labels: twoClasses },
    'Made of the annotated passage and a statement of one of the three findings: entailed where it is the annotated ' +
      'one, contradicted where it is another.',
    noNeutral,
  ),
  inferenceSet('HealthVer', {
    way: 'pair',
    records: 'pair',
    labels: { entailment: 'Supports', contradiction: 'Refutes', neutral: 'Neutral' },
  }),
  inferenceSet(
    'MedNLI',
    {
      way: 'pair',
      records: 'pair',
      labels: { entailment: 'entailment', contradiction: 'contradiction', neutral: 'neutral' },
    },
    'For people who hold the licence.',
  ),
  inferenceSet(
    'RQE',
    {
      way: 'pair',
      records: 'pair',
      labels: { entailment: 'true', neutral: 'false', contradiction: 'false' },
    },
    'Two questions; whatever is not an entailment counts as "false".',
  ),
  {
    name: contrastPairsName,
    split: 'test',
    task: {
      kind: 'inference',
      way: 'pair',
      records: 'pair',
      labels: { entailment: 'entailment', neutral: 'neutral', contradiction: 'contradiction' },
    },
    remarks: ['Pairs of the file that --pairs names.'],
  },
  inferenceSet(
    'PubMedQA',
    {
      way: 'text',
      records: 'labelled',
      labels: { entailment: 'yes', contradiction: 'no', neutral: 'maybe' },
    },
    checked,
    'The question stands for the statement that it asks about.',
  ),
];
