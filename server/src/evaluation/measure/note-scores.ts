import { fold } from '../../grounding/fold.js';
import { anyStatus, type GoldMedication } from '../../corpora/records.js';
import { bootstrapInterval } from '../scores/bootstrap.js';
import { countByType, mergeCounts, scoresOf, type CountsByType } from '../scores/by-type.js';
import { chainMeasures, chainScores, chainTallies, meanChainF1 } from '../scores/chains.js';
import { precisionRecall, sumCounts, type Counts } from '../scores/counts.js';
import { rougeNames, rougeOf } from '../scores/rouge.js';
import type { Bounded, DocumentCounts, NoteScores } from '../report/report.js';
import type { ChainOutcome } from '../tasks/chain-outcome.js';
import type { CitationOutcome } from '../tasks/citation-outcome.js';
import type { FoundMedication, MedicationOutcome } from '../tasks/medication-outcome.js';
import type { WritingOutcome } from '../tasks/writing-outcome.js';
import { bounded, byDocument } from './documents.js';

/** Scores with what each document contributes to the main one. */
export interface MeasuredNotes {
  readonly scores: NoteScores;
  readonly documents: DocumentCounts[];
}

/** ROUGE of what was written, and the share of its sentences that are supported. */
export function writingScores(outcomes: readonly WritingOutcome[], seed: number): MeasuredNotes {
  const rouges = outcomes.map(({ gold, written }) => rougeOf(gold, written));
  const means = rougeNames.map((name) => ({
    name: name.replace('rouge', 'ROUGE-'),
    ...over(rouges, (some) => mean(some.map((each) => each[name].f1)), seed),
  }));
  const share = (named: readonly string[]): Bounded =>
    over(
      outcomes,
      (some) => {
        const all = some.flatMap(({ supports }) => supports);
        return all.length === 0 ? 0 : all.filter((support) => named.includes(support)).length / all.length;
      },
      seed,
    );
  const [rouge1] = means;
  return {
    scores: {
      score: 'ROUGE-1',
      main: rouge1 ?? { value: 0, interval: { low: 0, high: 0 } },
      figures: [
        ...means,
        { name: 'Sentences supported by their sources', ...share(['supported']) },
        { name: 'Sentences without a source', ...share(['without-evidence']) },
      ],
      counts: {
        'Sentences written': sumOf(outcomes, ({ supports }) => supports.length),
        'Records without a sentence': outcomes.filter(({ supports }) => supports.length === 0).length,
      },
    },
    // The mean of ROUGE-1 as if it were counted: two reports are compared by what each document adds.
    documents: outcomes.map(({ document }, index) => ({
      document,
      right: rouges[index]?.rouge1.f1 ?? 0,
      found: 1,
      gold: 1,
    })),
  };
}

/** The three measures of linked mentions, and their mean. */
export function coreferenceScores(outcomes: readonly ChainOutcome[], seed: number): MeasuredNotes {
  const tallies = outcomes.map(({ gold, found }) => chainTallies(gold, found));
  const measures = chainMeasures.flatMap((measure) => {
    const { precision, recall } = chainScores(tallies, measure);
    return [
      { name: `${measure} precision`, value: precision },
      { name: `${measure} recall`, value: recall },
      { name: `${measure} F1`, ...over(tallies, (some) => chainScores(some, measure).f1, seed) },
    ];
  });
  return {
    scores: {
      score: 'mean F1',
      main: over(tallies, meanChainF1, seed),
      figures: measures,
      counts: {
        'Gold chains': sumOf(outcomes, ({ gold }) => gold.length),
        'Chains found': sumOf(outcomes, ({ found }) => found.length),
      },
    },
    // Links are what can be counted document by document: the comparison with another report is by MUC.
    documents: outcomes.map(({ document }, index) => ({
      document,
      right: tallies[index]?.MUC.recall[0] ?? 0,
      found: tallies[index]?.MUC.precision[1] ?? 0,
      gold: tallies[index]?.MUC.recall[1] ?? 0,
    })),
  };
}

/** Drugs with their status; and drugs alone. */
export function medicationScores(outcomes: readonly MedicationOutcome[], seed: number): MeasuredNotes {
  const scored = outcomes.map(scoredOf);
  const counted = scored.map((outcome) => ({ ...outcome, counts: medicationCounts(outcome) }));
  const drugs = sumCounts(scored.map(({ gold, found }) => drugCounts(gold, found)));
  return {
    ...countedScores(counted, 'F1 of drug and status', 'Status', seed, [
      ...shares('Drugs, whatever the status', drugs),
      {
        name: 'Statuses supported by their passages',
        value: ratio(
          sumOf(outcomes, ({ supported }) => supported),
          sumOf(outcomes, ({ judged }) => judged),
        ),
      },
    ]),
  };
}

/** The sentences that were named beside those that decide each statement. */
export function citationScores(outcomes: readonly CitationOutcome[], seed: number): MeasuredNotes {
  const counted = outcomes.map(({ document, label, gold, found }) => {
    const right = found.filter((span) =>
      gold.some(({ start, end }) => start === span.start && end === span.end),
    );
    const counts: CountsByType = new Map([
      [label, { right: right.length, found: found.length, gold: gold.length }],
    ]);
    return { document, counts };
  });
  return countedScores(counted, 'F1 of cited sentences', 'Statement', seed, []);
}

/** Precision, recall and F1 of what is counted by type, then other figures. */
export function countedScores(
  outcomes: readonly { readonly document: string; readonly counts: CountsByType }[],
  score: string,
  typeName: string,
  seed: number,
  more: NoteScores['figures'],
): MeasuredNotes {
  const documents = byDocument(outcomes, ({ counts }) => sumCounts(counts.values()));
  const part = (side: 'precision' | 'recall'): Bounded =>
    over(documents, (some) => precisionRecall(sumCounts(some))[side], seed);
  return {
    documents,
    scores: {
      score,
      main: bounded(documents, seed),
      figures: [{ name: 'Precision', ...part('precision') }, { name: 'Recall', ...part('recall') }, ...more],
      types: { name: typeName, scores: scoresOf(mergeCounts(outcomes.map(({ counts }) => counts))) },
      counts: {},
    },
  };
}

/** Without what may be listed or left out. */
function scoredOf(outcome: MedicationOutcome): MedicationOutcome {
  const optional = outcome.gold.filter(({ status }) => status === anyStatus);
  return {
    ...outcome,
    gold: outcome.gold.filter((drug) => !optional.includes(drug)),
    found: outcome.found.filter((each) => !optional.some((drug) => isSame(drug, each))),
  };
}

/** By status. A drug counts once with each status; an answer is right if it holds one of the gold's names. */
function medicationCounts({ gold, found }: MedicationOutcome): CountsByType {
  const named = distinct(found, ({ status }) => status, gold);
  const right = gold.filter((drug) =>
    named.some((each) => isSame(drug, each) && each.status === drug.status),
  );
  return countByType(
    right.map(({ status }) => status),
    named.map(({ status }) => status),
    gold.map(({ status }) => status),
  );
}

function drugCounts(gold: readonly GoldMedication[], found: readonly FoundMedication[]): Counts {
  const named = distinct(found, () => '', gold);
  const wanted = gold.filter(
    (drug, index) =>
      gold.findIndex((other) => other.names.some((name) => drug.names.includes(name))) === index,
  );
  const right = wanted.filter((drug) => named.some((each) => isSame(drug, each)));
  return { right: right.length, found: named.length, gold: wanted.length };
}

/** Each drug once with each key; names of one drug of the gold are one drug. */
function distinct(
  found: readonly FoundMedication[],
  keyOf: (each: FoundMedication) => string,
  gold: readonly GoldMedication[],
): FoundMedication[] {
  const seen = new Set<string>();
  return found.filter((each) => {
    const known = gold.find((drug) => isSame(drug, each));
    const key = JSON.stringify([known?.names[0] ?? folded(each.drug), keyOf(each)]);
    return !seen.has(key) && seen.add(key);
  });
}

function isSame({ names }: GoldMedication, { drug }: FoundMedication): boolean {
  // A dose that was copied with the drug does no harm.
  return names.some((name) => ` ${folded(drug)} `.includes(` ${folded(name)} `));
}

function folded(text: string): string {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => fold(word).text)
    .join(' ');
}

function shares(name: string, counts: Counts): NoteScores['figures'] {
  const { precision, recall, f1 } = precisionRecall(counts);
  return [
    { name: `${name}: precision`, value: precision },
    { name: `${name}: recall`, value: recall },
    { name: `${name}: F1`, value: f1 },
  ];
}

/** A score with its interval over the documents. */
export function over<T>(all: readonly T[], score: (some: readonly T[]) => number, seed: number): Bounded {
  return { value: score(all), interval: bootstrapInterval(all, score, { seed }) };
}

function mean(values: readonly number[]): number {
  return ratio(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function sumOf<T>(all: readonly T[], value: (one: T) => number): number {
  return all.reduce((sum, one) => sum + value(one), 0);
}
