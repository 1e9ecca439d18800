import * as l10n from '@vscode/l10n';
import type { NoteAnalysis } from '../analysis/note-analysis.js';
import { durationOf } from './pace.js';

/** What became of the notes of a command, counted. */
export class BatchSummary {
  readonly #counts = { analyzed: 0, partial: 0, skipped: 0, failed: 0 };
  readonly #found = { entities: 0, relations: 0, contradictions: 0 };
  readonly #started: number;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.#started = now();
  }

  /** A note was analyzed. */
  add({ entities, relations, contradictions, failures }: NoteAnalysis): void {
    this.#counts[failures.length > 0 ? 'partial' : 'analyzed'] += 1;
    this.#found.entities += entities.length;
    this.#found.relations += relations.length;
    this.#found.contradictions += contradictions.length;
  }

  skip(): void {
    this.#counts.skipped += 1;
  }

  fail(): void {
    this.#counts.failed += 1;
  }

  /** Whether no note has come to an end yet. */
  get isEmpty(): boolean {
    return Object.values(this.#counts).every((count) => count === 0);
  }

  /** Two lines for people: the notes, and what was found in them. */
  text(): string {
    const time = durationOf(this.now() - this.#started);
    return [
      l10n.t(
        'Notes: {analyzed} analyzed, {partial} in part, {skipped} skipped, {failed} failed. Time: {time}.',
        { ...this.#counts, time },
      ),
      l10n.t(
        'Found: {entities} entities, {relations} relations, {contradictions} contradictions.',
        this.#found,
      ),
    ].join('\n');
  }
}
