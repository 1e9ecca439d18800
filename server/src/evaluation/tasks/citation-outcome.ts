import { checkStatement } from '../../analysis/statement-check.js';
import { answerQuestion } from '../../analysis/writing/question.js';
import { passagesOf } from '../../analysis/writing/passages.js';
import type { NoteRecord } from '../../corpora/records.js';
import { overlaps, type Span } from '../../note/span.js';
import type { Asking } from '../asking/asking.js';
import { notePartsFor } from '../asking/note-parts.js';
import type { CitationTask } from '../sets/data-set.js';

/** A statement with the sentences that decide it, and those that were named. */
export interface CitationOutcome {
  readonly id: string;
  readonly document: string;
  /** What the note says of the statement. */
  readonly label: string;
  readonly statement: string;
  /** Sentences by their places in the note. */
  readonly gold: readonly Span[];
  readonly found: readonly Span[];
}

/** The statements of a note, each as a unit. */
export function citationUnits(record: NoteRecord): CitationUnit[] {
  return record.statements.map((said, index) => ({ ...said, record, id: `${record.id}/${index + 1}` }));
}

export interface CitationUnit {
  readonly id: string;
  readonly statement: string;
  readonly label: string;
  readonly evidence: string;
  readonly record: NoteRecord;
}

/** Checks or asks, as the product does, and keeps what is named as evidence. */
export async function askCitations(
  { id, statement, label, evidence, record }: CitationUnit,
  { way }: CitationTask,
  threshold: number | undefined,
  asking: Asking,
): Promise<CitationOutcome> {
  const { document, text } = record;
  const { signal } = asking.options;
  const parts = notePartsFor(text, asking, threshold);
  const start = evidence === '' ? -1 : text.indexOf(evidence);
  const quoted = { start, end: start + evidence.length };
  const gold = start < 0 ? [] : passagesOf(parts.document).filter(({ span }) => overlaps(span, quoted));
  const cited = await asking.attempt(async () => {
    if (way === 'check') {
      const outcome = await checkStatement(parts, statement, { threshold }, signal);
      for (let unit = 0; unit < outcome.failed; unit++) asking.fail('unreadable');
      return outcome.evidence.map(({ span }) => span);
    }
    const question = { text: `Is this true of the note: "${statement}"?` };
    const outcome = await answerQuestion(parts, question, signal);
    if (outcome.kind === 'none') asking.fail(outcome.failure);
    if (outcome.kind === 'passages') return outcome.passages.map(({ span }) => span);
    return outcome.kind === 'answer' ? (outcome.sentence?.sources ?? []).map(({ span }) => span) : [];
  });
  return { id, document, label, statement, gold: gold.map(({ span }) => span), found: cited ?? [] };
}
