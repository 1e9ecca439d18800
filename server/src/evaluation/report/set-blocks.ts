import type { ScoresByType } from '../scores/by-type.js';
import type { Block } from './blocks.js';
import type {
  EntityScores,
  InferenceScores,
  NoteScores,
  RelationScores,
  RunFacts,
  SetReport,
} from './report.js';
import { count, listed, pValue, score, withInterval } from './wording.js';

/** One data set: scores, cost, problems, and a sample of errors. */
export function setBlocks(set: SetReport): Block[] {
  const { name, split, remarks, entities, relations, inference, notes, errors, run } = set;
  return [
    { kind: 'heading', level: 2, text: `${name} (${split})` },
    ...(remarks.length > 0 ? [{ kind: 'list', items: remarks } as const] : []),
    ...(entities ? entityBlocks(entities) : []),
    ...(relations ? relationBlocks(relations) : []),
    ...(inference ? inferenceBlocks(inference) : []),
    ...(notes ? noteBlocks(notes) : []),
    ...comparisonBlocks(set),
    ...(run ? [runBlock(run, entities?.unplaced)] : []),
    ...problemBlocks(set),
    ...(errors.length > 0
      ? [{ kind: 'heading', level: 3, text: 'Errors to read' } as const, { kind: 'errors', errors } as const]
      : []),
  ];
}

function entityBlocks(scores: EntityScores): Block[] {
  const { strict, groups, relaxed, mentionSets, unseen, paper, unread, calibration } = scores;
  const measures: [string, ScoresByType | undefined][] = [
    ['strict: exact span and type', strict],
    ...groups.map(({ name, scores: group }): [string, ScoresByType] => [`strict, of ${name}`, group]),
    ['relaxed: overlap and type', relaxed],
    ['mention sets of documents', mentionSets],
    ['strict, mentions not seen in training', unseen],
    ["the papers' own scorer", paper],
  ];
  return [
    { kind: 'paragraph', text: `F1 ${withInterval(scores.f1)}` },
    {
      kind: 'table',
      header: ['Measure', 'P', 'R', 'Micro F1', 'Macro F1', 'Gold', 'Found'],
      rows: measures.flatMap(([name, measure]) =>
        measure
          ? [
              [
                name,
                score(measure.micro.precision),
                score(measure.micro.recall),
                score(measure.micro.f1),
                score(measure.macroF1),
                count(measure.micro.gold),
                count(measure.micro.found),
              ],
            ]
          : [],
      ),
    },
    typeTable('Type', strict),
    ...(unread > 0
      ? [
          {
            kind: 'paragraph',
            text: `${count(unread)} gold mentions are not in one sentence as BioNote divides the text (in a heading, for example) and count as missed.`,
          } as const,
        ]
      : []),
    ...(calibration ? [{ kind: 'reliability', calibration } as const] : []),
  ];
}

function relationBlocks({ positive, f1, labels, unasked, shown, calibration }: RelationScores): Block[] {
  return [
    { kind: 'paragraph', text: `F1 without the negative class ${withInterval(f1)}` },
    ...(shown
      ? [
          {
            kind: 'paragraph',
            text:
              `As the editor shows it (probability from ${shown.from}): F1 ${score(shown.scores.micro.f1)}, precision ` +
              `${score(shown.scores.micro.precision)}, recall ${score(shown.scores.micro.recall)}.`,
          } as const,
        ]
      : []),
    typeTable('Relation', positive),
    ...(unasked > 0
      ? [
          {
            kind: 'paragraph',
            text: `${count(unasked)} gold relations are not of two mentions of one sentence that can be asked about; they count as missed${labels ? ' in F1, and accuracy and confusion leave them out' : ''}.`,
          } as const,
        ]
      : []),
    ...(labels
      ? [
          {
            kind: 'paragraph',
            text:
              `With the negative class: accuracy ${score(labels.accuracy)}, macro F1 ${score(labels.macroF1)}. ` +
              majorityText(labels.majority),
          } as const,
          { kind: 'confusion', confusion: labels.confusion } as const,
        ]
      : []),
    ...(calibration ? [{ kind: 'reliability', calibration } as const] : []),
  ];
}

function inferenceBlocks({ labels, accuracy, decided, groups, calibration }: InferenceScores): Block[] {
  return [
    {
      kind: 'paragraph',
      text: `Accuracy ${withInterval(accuracy)}, macro F1 ${score(labels.macroF1)}. ${majorityText(labels.majority)}`,
    },
    ...(decided.units < labels.units
      ? [
          {
            kind: 'paragraph',
            text: `Of the ${count(decided.units)} units (of ${count(labels.units)}) that were answered with one of the corpus's labels: accuracy ${score(decided.accuracy)}.`,
          } as const,
        ]
      : []),
    { kind: 'confusion', confusion: labels.confusion },
    ...(groups.length > 0
      ? [
          {
            kind: 'table',
            header: ['Group', 'Pairs', 'Accuracy'],
            rows: groups.map(({ name, units, accuracy: own }) => [name, count(units), score(own)]),
          } as const,
        ]
      : []),
    ...(calibration ? [{ kind: 'reliability', calibration } as const] : []),
  ];
}

function noteBlocks({ score: name, main, figures, types, counts }: NoteScores): Block[] {
  const rows = figures.map(({ name: figure, value, interval }) => [
    figure,
    interval ? withInterval({ value, interval }) : score(value),
  ]);
  const counted = Object.entries(counts).map(([what, number]) => [what, count(number)]);
  return [
    { kind: 'paragraph', text: `${name} ${withInterval(main)}` },
    { kind: 'table', header: ['Figure', ''], rows: [...rows, ...counted] },
    ...(types ? [typeTable(types.name, types.scores)] : []),
  ];
}

function majorityText({ label, accuracy, macroF1 }: InferenceScores['labels']['majority']): string {
  return `Answering "${label}" every time: accuracy ${score(accuracy)}, macro F1 ${score(macroF1)}.`;
}

function typeTable(name: string, { types }: ScoresByType): Block {
  return {
    kind: 'table',
    header: [name, 'P', 'R', 'F1', 'Gold', 'Found', 'Right'],
    rows: Object.entries(types).map(([type, { precision, recall, f1, gold, found, right }]) => [
      type,
      score(precision),
      score(recall),
      score(f1),
      count(gold),
      count(found),
      count(right),
    ]),
  };
}

function comparisonBlocks({ comparison }: SetReport): Block[] {
  if (!comparison) {
    return [];
  }
  const { first, second, difference, interval, bootstrapP, randomisationP, documents } = comparison.result;
  return [
    {
      kind: 'paragraph',
      text:
        `Beside ${comparison.with}, on ${count(documents)} documents that both have: ${comparison.score} ${score(first)} ` +
        `and ${score(second)}, difference ${score(difference)} [${score(interval.low)}, ${score(interval.high)}]; ` +
        `${pValue(bootstrapP)} by the paired bootstrap, ${pValue(randomisationP)} by approximate randomisation.`,
    },
  ];
}

function runBlock(run: RunFacts, unplaced: number | undefined): Block {
  const rows: [string, string][] = [
    [
      'Calls',
      run.made >= run.calls
        ? count(run.calls)
        : `${count(run.calls)}, of which ${count(run.made)} in this run; the others were known from before`,
    ],
    ['Tokens in', count(run.promptTokens)],
    ['Tokens out', count(run.outputTokens)],
    ['Words asked about, as often as calls are about them', count(run.words)],
    ['Seconds a 1,000 of these words', run.secondsPer1000Words.toFixed(2)],
    ['Replies of which something could not be used', count(run.repliesWithProblems)],
    ['What could not be used', listed(run.problems)],
    ['Units without a usable answer', listed(run.failures)],
    ...(unplaced === undefined ? [] : [['Mentions not in the text', count(unplaced)] as [string, string]]),
    ['Prompts', run.prompts.join('; ')],
  ];
  return { kind: 'table', header: ['Run', ''], rows };
}

function problemBlocks({ problems }: SetReport): Block[] {
  return problems.total === 0
    ? []
    : [
        {
          kind: 'paragraph',
          text: `Wrong in the files: ${listed(problems.byCode)}. The first of it:`,
        },
        {
          kind: 'list',
          items: problems.first
            .slice(0, 10)
            .map(({ file, line, message, code }) => `${file}, line ${line}: ${message} (${code})`),
        },
      ];
}
