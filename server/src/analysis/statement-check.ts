import type { Span } from '../note/span.js';
import type { ModelRuntime } from '../models/runtime.js';
import type { Judgement, NliLabel } from '../tasks/nli/judgement.js';
import { rankAgainst } from '../tasks/nli/candidates.js';
import type { Asker } from '../asking/ask.js';
import type { NoteDocument } from './document.js';
import { judgeAll } from './judge.js';
import { ownThreshold, reaches } from './options.js';
import { normalised } from './pair-key.js';

/** The most sentences that one statement is compared with, the most relevant first. */
export const maxComparisons = 60;

/** What a note says about a statement. */
export interface CheckOutcome {
  /** What all the evidence says; `neutral` where there is none, `conflicting` where it stands on both sides. */
  readonly verdict: NliLabel | 'conflicting';
  /** The most probable first; in the note's order where probabilities are equal or unknown. */
  readonly evidence: readonly Evidence[];
  /** How many sentences were compared, {@link maxComparisons} at most. */
  readonly compared: number;
  /** How many different sentences the note has. */
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
 * Compares a statement with the sentences of a note: does the sentence, as premise, entail or contradict it?
 * Evidence counts from the model's own threshold on, or else from `set`, the one that the user set for
 * contradictions: it says from which probability a judgement is worth showing, whichever way it goes. A sentence that is the
 * statement itself entails it without a call.
 *
 * @throws ModelError or the signal's reason.
 */
export async function checkStatement(
  parts: { readonly asker: Asker; readonly document: NoteDocument; readonly runtime: ModelRuntime },
  statement: string,
  set: number,
  signal: AbortSignal,
): Promise<CheckOutcome> {
  const { asker, document, runtime } = parts;
  const { threshold = set } = ownThreshold(runtime.profile, 'evidence');
  const hypothesis = statement.trim();
  const sentences = Array.from(document.texts.keys(), (text) => ({
    text,
    mentions: document.resultOf(text)?.mentions ?? [],
  }));
  const relatedOnly = runtime.profile.comparesRelatedOnly ?? false;
  const chosen = (hypothesis === '' ? [] : rankAgainst(hypothesis, sentences, { relatedOnly }))
    .slice(0, maxComparisons)
    .flatMap((index) => sentences[index]?.text ?? []);
  const same = chosen.filter((text) => normalised(text) === normalised(hypothesis));
  const asked = chosen.filter((text) => !same.includes(text));
  const judgements = await judgeAll(
    asker,
    runtime,
    asked.map((premise) => ({ premise, hypothesis })),
    signal,
  );
  const judged = new Map<string, Judgement | undefined>(
    asked.map((text, index) => [text, judgements[index]]),
  );
  for (const text of same) {
    judged.set(text, { label: 'entailment', probability: 1 });
  }
  const evidence = [...judged]
    .flatMap(([text, judgement]) => evidenceOf(document, text, judgement, threshold))
    .sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0) || a.span.start - b.span.start);
  return {
    verdict: verdictOf(evidence),
    evidence,
    compared: chosen.length,
    sentences: sentences.length,
    threshold,
    failed: judgements.filter((judgement) => judgement === undefined).length,
  };
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
  threshold: number,
): Evidence[] {
  const span = document.spanOf(text);
  if (!span || !judgement || judgement.label === 'neutral' || !reaches(judgement.probability, threshold)) {
    return [];
  }
  const { label, probability } = judgement;
  return [{ span, text, label, ...(probability === undefined ? {} : { probability }) }];
}
