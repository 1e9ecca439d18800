import type { Span } from '../note/span.js';
import type { ModelRuntime } from '../models/runtime.js';
import type { Judgement, NliLabel } from '../tasks/nli/judgement.js';
import { rankAgainst, type Statement } from '../tasks/nli/candidates.js';
import type { Asker } from '../asking/ask.js';
import type { NoteDocument } from './document.js';
import { inTermsOf } from '../tasks/nli/terms/in-terms-of.js';
import { isIgnoredLine } from '../tasks/nli/ignored-lines.js';
import { isFurniture } from '../tasks/nli/stated.js';
import { statementOf } from '../tasks/nli/verdict.js';
import { judgeAll } from './judge.js';
import { nearnessTo } from './nearness.js';
import { evidenceThresholds, ownThreshold, reaches, withCertainty, type AnalysisOptions } from './options.js';
import { normalised } from './pair-key.js';

/** The most sentences that one statement is compared with, the most relevant first. */
export const maxComparisons = 60;

/** What a note says about a statement. */
export interface CheckOutcome {
  /** What all the evidence says; `neutral` if there is none, `conflicting` if there is some on both sides. */
  readonly verdict: NliLabel | 'conflicting';
  /** The most probable first; in the note's order where probabilities are equal or unknown. */
  readonly evidence: readonly Evidence[];
  /** How many sentences were compared, {@link maxComparisons} at most. */
  readonly compared: number;
  /** How many different sentences the note has, without headings, signatures and the like. */
  readonly sentences: number;
  /** The probability from which a judgement counts as evidence. */
  readonly threshold: number;
  /** How many of them could not be judged. */
  readonly failed: number;
}

/** A sentence of the note that entails or contradicts the statement. */
export interface Evidence {
  readonly span: Span;
  readonly text: string;
  readonly label: 'entailment' | 'contradiction';
  readonly probability?: number;
}

/**
 * Compares a statement with the sentences of a note: does the sentence, as premise, entail or contradict it? Evidence
 * of either kind counts from the user's threshold for contradictions, or else from the model's thresholds: the
 * probability from which a judgement is worth showing. A sentence identical to the statement entails it without a
 * call.
 *
 * @throws ModelError or the signal's reason.
 */
export async function checkStatement(
  parts: { readonly asker: Asker; readonly document: NoteDocument; readonly runtime: ModelRuntime },
  statement: string,
  { threshold: set, ignoreLines = [] }: Pick<AnalysisOptions['contradictions'], 'threshold' | 'ignoreLines'>,
  signal: AbortSignal,
): Promise<CheckOutcome> {
  const { asker, document, runtime } = parts;
  const { entails, contradicts } = evidenceThresholds(runtime.profile, set);
  const hypothesis = statement.trim();
  const sentences = Array.from(document.texts.keys())
    .filter((text) => !isFurniture(text) && !isIgnoredLine(text, ignoreLines))
    .map((text) => ({ text, mentions: document.resultOf(text)?.mentions ?? [] }));
  const chosen = (hypothesis === '' ? [] : await relevant(parts, hypothesis, sentences, signal))
    .slice(0, maxComparisons)
    .flatMap((index) => sentences[index]?.text ?? []);
  const same = chosen.filter((text) => normalised(text) === normalised(hypothesis));
  const asked = chosen.filter((text) => !same.includes(text));
  const judgements = await judgeAll(
    asker,
    runtime,
    asked.map((premise) => ({ premise, hypothesis, contexts: { premise: document.contextOf(premise) } })),
    signal,
  );
  const judged = new Map<string, Judgement | undefined>(
    asked.map((text, index) => {
      const judgement = judgements[index];
      return [text, judgement && withCertainty(judgement, runtime.profile, 'evidence')];
    }),
  );
  for (const text of same) {
    judged.set(text, { label: 'entailment', probability: 1 });
  }
  const evidence = [...judged]
    .flatMap(([text, judgement]) => evidenceOf(document, text, judgement, { entails, contradicts }))
    .sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0) || a.span.start - b.span.start);
  return {
    verdict: verdictOf(evidence),
    evidence,
    compared: chosen.length,
    sentences: sentences.length,
    threshold: Math.min(entails, contradicts),
    failed: judgements.filter((judgement) => judgement === undefined).length,
  };
}

/**
 * The sentences worth comparing with a statement, by index, the best first: those that share a concept with it, then
 * those near in meaning, then the rest. A model measured to judge only near sentences is asked about no others.
 */
async function relevant(
  parts: { readonly asker: Asker; readonly runtime: ModelRuntime },
  statement: string,
  sentences: readonly Statement[],
  signal: AbortSignal,
): Promise<number[]> {
  const { runtime } = parts;
  const texts = sentences.map(({ text }) => text);
  const worded = texts.map((text) => inTermsOf(statement, statementOf(text)));
  const nearness = await nearnessTo(parts, statement, worded, signal);
  const nearest = (indices: readonly number[]): number[] =>
    nearness ? [...indices].sort((a, b) => (nearness[b] ?? 0) - (nearness[a] ?? 0) || a - b) : [...indices];
  const { threshold } = ownThreshold(runtime.profile, 'relevance');
  if (nearness && threshold !== undefined) {
    return nearest([...texts.keys()].filter((index) => (nearness[index] ?? 0) >= threshold));
  }
  const related = rankAgainst(statement, sentences, { relatedOnly: true });
  if (runtime.profile.comparesRelatedOnly) return related;
  const first = new Set(related);
  return [...related, ...nearest([...texts.keys()].filter((index) => !first.has(index)))];
}

/** However probable either side is: a note that says both disagrees with itself. */
function verdictOf(evidence: readonly Evidence[]): CheckOutcome['verdict'] {
  const [first, ...others] = evidence;
  if (!first) return 'neutral';
  return others.every(({ label }) => label === first.label) ? first.label : 'conflicting';
}

/** The sentence's place is looked up at the end: the note may have changed while the model worked. */
function evidenceOf(
  document: NoteDocument,
  text: string,
  judgement: Judgement | undefined,
  thresholds: { readonly entails: number; readonly contradicts: number },
): Evidence[] {
  const span = document.spanOf(text);
  if (!span || !judgement || judgement.label === 'neutral') return [];
  const { label, probability } = judgement;
  if (!reaches(probability, label === 'entailment' ? thresholds.entails : thresholds.contradicts)) return [];
  return [{ span, text, label, ...(probability === undefined ? {} : { probability }) }];
}
