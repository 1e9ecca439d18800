import type { Span } from '../../note/span.js';
import type { Judgement, NliLabel } from '../../tasks/nli/judgement.js';
import { judgeAll, type StatementsToCompare } from '../judge.js';
import { evidenceThresholds, reaches, withCertainty } from '../options.js';
import { normalised } from '../pair-key.js';
import { orNothing, type NoteParts } from './note-parts.js';
import { placeNow } from './sources.js';

/**
 * Whether the passages behind a written sentence support it: one entails it, and none is against it (`supported`);
 * one is against it (`contradicted`), or some are for and some against it (`conflicting`); none entails it
 * (`unsupported`); there are none (`without-evidence`); or nothing could be judged (`unchecked`).
 */
export type Support =
  'supported' | 'contradicted' | 'conflicting' | 'unsupported' | 'without-evidence' | 'unchecked';

/** A passage of the note that is cited for a sentence. */
export interface Source {
  readonly span: Span;
  readonly text: string;
  /** What the passage alone says about the sentence; absent if it was not judged. */
  readonly label?: NliLabel;
  readonly probability?: number;
}

/** A sentence that a model wrote, checked against its passages. */
export interface CheckedSentence {
  readonly text: string;
  readonly support: Support;
  /** That the passages entail the sentence; only where it is supported. */
  readonly probability?: number;
  readonly sources: readonly Source[];
}

/** A sentence to check, with the passages cited for it. */
export interface Claim {
  readonly text: string;
  /** The inference hypothesis that replaces `text`; empty if there is nothing that could be true or false. */
  readonly hypothesis?: string;
  readonly passages: readonly {
    readonly span: Span;
    readonly text: string;
    readonly heading?: string | undefined;
    /** Who says it, in a dialogue. */
    readonly speaker?: string | undefined;
  }[];
}

/**
 * Checks each sentence by the inference task: against each of its passages and, if there are several, against all of
 * them together. Passages come with their heading, which may say whose history it is.
 *
 * @throws ModelError if the engine fails as a whole; or the signal's reason.
 */
export async function checkClaims(
  parts: NoteParts,
  claims: readonly Claim[],
  signal: AbortSignal,
): Promise<CheckedSentence[]> {
  const pairs: StatementsToCompare[] = [];
  const asked = claims.map(({ text, hypothesis = text, passages }) =>
    hypothesis === ''
      ? []
      : premisesOf(passages).map((premise) => {
          const isSame = passages.some((passage) => normalised(passage.text) === normalised(hypothesis));
          return isSame ? -1 : pairs.push({ premise, hypothesis }) - 1;
        }),
  );
  const judged = (await orNothing(judgeAll(parts.asker, parts.runtime, pairs, signal))) ?? [];
  const same: Judgement = { label: 'entailment', probability: 1 };
  return claims.map((claim, index) =>
    checked(
      parts,
      claim,
      (asked[index] ?? []).map((pair) => (pair < 0 ? same : judged[pair])),
    ),
  );
}

/** Each passage alone; then, if there are several, all of them. */
function premisesOf(passages: Claim['passages']): string[] {
  const each = passages.map(({ heading, speaker, text }) =>
    [heading, speaker, text].filter((part) => part !== undefined).join(': '),
  );
  return each.length > 1 ? [...each, each.join(' ')] : each;
}

function checked(
  { document, runtime, threshold: set }: NoteParts,
  { text, passages }: Claim,
  judged: readonly (Judgement | undefined)[],
): CheckedSentence {
  const judgements = judged.map((each) => each && withCertainty(each, runtime.profile, 'evidence'));
  const { entails, contradicts } = evidenceThresholds(runtime.profile, set);
  const sources = passages.flatMap((passage, index): Source[] => {
    const span = placeNow(document, passage);
    return span ? [{ span, text: passage.text, ...judgements[index] }] : [];
  });
  // What is gone from the note supports nothing.
  if (sources.length === 0) return { text, support: 'without-evidence', sources };
  if (sources.length < passages.length) return { text, support: 'unchecked', sources };
  const known = judgements.filter((judgement) => judgement !== undefined);
  const counting = (label: NliLabel, from: number): Judgement[] =>
    known.filter((judgement) => judgement.label === label && reaches(judgement.probability, from));
  const [on, against] = [counting('entailment', entails), counting('contradiction', contradicts)];
  const probabilities = on.flatMap(({ probability }) => probability ?? []);
  const certainty = probabilities.length > 0 ? { probability: Math.max(...probabilities) } : {};
  if (known.length === 0) return { text, support: 'unchecked', sources };
  if (on.length > 0 && against.length > 0) return { text, support: 'conflicting', sources };
  if (against.length > 0) return { text, support: 'contradicted', sources };
  return on.length > 0
    ? { text, support: 'supported', ...certainty, sources }
    : { text, support: 'unsupported', sources };
}
