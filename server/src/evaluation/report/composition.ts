import type { Block } from './blocks.js';
import { beside } from './beside-published.js';
import type { EvaluationReport, SetReport } from './report.js';
import { setBlocks } from './set-blocks.js';
import { count, score, withInterval } from './wording.js';

/** The complete report, in reading order. */
export function compose(report: EvaluationReport): Block[] {
  const { system, date, seed, sets } = report;
  const measured = sets.filter(({ skipped }) => skipped === undefined);
  const skipped = sets.filter((set) => set.skipped !== undefined);
  return [
    { kind: 'heading', level: 1, text: `Evaluation: ${system.name}` },
    { kind: 'list', items: [...aboutSystem(report), `Date: ${date.slice(0, 10)}. Seed: ${seed}.`] },
    {
      kind: 'paragraph',
      text:
        'The main score is F1 on exact spans and types for entities (the figures of seqeval), F1 without the negative ' +
        'class for relations, and accuracy for inference and questions; where it is another, its name is in the table. In brackets: the 95 % interval of the bootstrap over documents ' +
        '(over sentences, where a corpus does not say where a document ends).',
    },
    ...overview(measured),
    ...beside(measured, system.name),
    ...measured.flatMap(setBlocks),
    ...notMeasured(skipped),
  ];
}

function aboutSystem({ system }: EvaluationReport): string[] {
  const { model, predictions, keywords } = system;
  if (keywords === true) {
    return [
      'The keyword baseline: naive Bayes over the words between and around two mentions, counted in the train part of ' +
        'the corpus alone.',
    ];
  }
  if (!model) {
    return [`Predictions of another system, read from ${predictions ?? 'a file'}.`];
  }
  const size = [model.parameterSize, model.quantization].filter((part) => part !== undefined).join(', ');
  return [
    `Model: ${model.name}${size === '' ? '' : ` (${size})`}, engine: ${model.engine}, dialect: ${model.dialect}.`,
    `Digest of the model: ${model.digest}`,
  ];
}

function overview(sets: readonly SetReport[]): Block[] {
  const bars = sets.flatMap((set) => {
    const main = mainScore(set);
    return main ? [{ label: set.name, ...main }] : [];
  });
  const others = [...new Set(sets.flatMap(({ comparison }) => comparison?.with ?? []))];
  return [
    { kind: 'heading', level: 2, text: 'Overview' },
    {
      kind: 'table',
      header: [
        'Data set',
        'Split',
        'Records',
        'Documents',
        'Score',
        'Value',
        'Macro F1',
        'Relaxed F1',
        'Unseen F1',
        ...others.map((name) => `${name}, same documents`),
      ],
      rows: sets.map((set) => {
        const { selection, entities, relations, inference, notes, comparison } = set;
        const main = mainScore(set);
        return [
          set.name,
          set.split,
          selection.how === 'all'
            ? count(selection.records)
            : `${count(selection.records)} of ${count(selection.of)} (${selection.how})`,
          count(selection.documents),
          set.notes?.score ?? (set.inference ? 'accuracy' : 'F1'),
          main ? withInterval(main) : '–',
          notes && !notes.types
            ? '–'
            : score(
                entities?.strict.macroF1 ??
                  relations?.positive.macroF1 ??
                  inference?.labels.macroF1 ??
                  notes?.types?.scores.macroF1 ??
                  0,
              ),
          entities ? score(entities.relaxed.micro.f1) : '–',
          entities?.unseen ? score(entities.unseen.micro.f1) : '–',
          ...others.map((name) => (comparison?.with === name ? score(comparison.result.second) : '–')),
        ];
      }),
    },
    { kind: 'bars', caption: 'Main score of each data set with its 95 % interval', bars },
  ];
}

function mainScore({ entities, relations, inference, notes }: SetReport): SetReportScore | undefined {
  return entities?.f1 ?? relations?.f1 ?? inference?.accuracy ?? notes?.main;
}

type SetReportScore = NonNullable<SetReport['entities']>['f1'];

function notMeasured(sets: readonly SetReport[]): Block[] {
  return sets.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: 'Not measured' },
        {
          kind: 'list',
          items: sets.map(({ name, split, skipped, problems }) => {
            const [problem] = problems.first;
            const file = problem ? ` ${problem.file}, line ${problem.line}: ${problem.message}.` : '';
            return `${name} (${split}): ${skipped ?? ''}${file}`;
          }),
        },
      ];
}
