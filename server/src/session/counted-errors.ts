import { ResponseError } from 'vscode-languageserver';
import type { NoteAnalysis } from '../analysis/note-analysis.js';
import { ErrorTally } from '../diagnostics/error-tally.js';
import type { ErrorCount } from '../diagnostics/facts.js';
import { codeOf, isAbort } from './failure.js';

/** What failed in a session, by its code. */
export class CountedErrors {
  readonly #tally = new ErrorTally(() => performance.now());

  /**
   * Counts what ended a piece of work, unless it is an answer, or only says that the work was cancelled; and each kind
   * of failure among the units of an analysis that came to its end, once.
   */
  ended(error: unknown, analysis?: Pick<NoteAnalysis, 'failures'>): void {
    if (error === undefined) {
      const codes = analysis?.failures.map(({ code }) => code) ?? [];
      for (const code of new Set(codes)) this.#tally.record(code);
    } else if (!isAbort(error) && !(error instanceof ResponseError)) {
      this.#tally.record(codeOf(error));
    }
  }

  /** The latest first. */
  latest(): ErrorCount[] {
    return this.#tally.latest();
  }
}
