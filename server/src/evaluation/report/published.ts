/** A published figure, and what is known about how it was measured. */
export interface PublishedFigure {
  /** Our name of the data set. */
  readonly set: string;
  /** One of its entity types, if the figure is for that type only. */
  readonly type?: string;
  readonly system: string;
  readonly value: number;
  readonly score: 'F1' | 'accuracy';
  readonly split: string;
  readonly source: string;
}

const medtuned = 'Rohanian et al., Artificial Intelligence in Medicine 2024 (arXiv 2401.00579)';
const llama31 = 'arXiv 2503.08323';

const dev = "dev; the papers' own scorer";
const encoder = 'apparently test';
const unstated = 'not known to us';

interface Row {
  readonly set: string;
  readonly type?: string;
  readonly score?: 'accuracy';
  readonly figures: readonly [number | undefined, number | undefined, number | undefined, number | undefined];
  readonly baseline?: string;
}

/** Llama2-MedTuned 7B and 13B, the encoder that they were compared with, Llama-3.1-8B tuned on the same prompts. */
const rows: readonly Row[] = [
  { set: 'NCBI-disease', figures: [87.18, 85.69, 88.62, 89.5] },
  { set: 'BC5CDR', type: 'disease', figures: [83.92, 85.46, 86.67, 87.64] },
  { set: 'BC5CDR', type: 'chemical', figures: [93.88, 94.51, 94.73, 94.82] },
  { set: 'BC2GM', figures: [76.46, 79.12, 87.62, 84.41] },
  { set: 'JNLPBA', figures: [82.3, 81.31, 80.33, 83.6] },
  {
    set: 'MedNLI',
    score: 'accuracy',
    figures: [undefined, 89.46, 82.41, 90.56],
    baseline: 'BioClinicalBERT',
  },
];

/** Figures to show beside ours. Entity figures are F1 on exact spans unless the split says otherwise. */
export const published: readonly PublishedFigure[] = rows.flatMap(
  ({ set, type, score: named, figures, baseline = 'BioBERT' }) => {
    const score = named ?? ('F1' as const);
    const [seven, thirteen, encoderFigure, llama] = figures;
    const figure = (
      system: string,
      value: number | undefined,
      split: string,
      source: string,
    ): PublishedFigure[] =>
      value === undefined
        ? []
        : [{ set, ...(type && { type }), system, value: value / 100, score, split, source }];
    return [
      ...figure('Llama2-MedTuned-7B', seven, dev, medtuned),
      ...figure('Llama2-MedTuned-13B', thirteen, dev, medtuned),
      ...figure(baseline, encoderFigure, encoder, medtuned),
      ...figure('Llama-3.1-8B, tuned on the same prompts', llama, unstated, llama31),
    ];
  },
);
