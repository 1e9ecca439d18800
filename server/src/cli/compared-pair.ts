import type { Agreement } from '../evaluation/agreement/agreement.js';
import type { Disagreement } from '../agreement/disagreements.js';

/** What two annotators differ about in one note. */
export interface NoteDisagreements {
  readonly note: string;
  readonly text: string;
  readonly found: readonly Disagreement[];
}

/** Two annotators, over the notes that both have. */
export interface ComparedPair {
  readonly a: string;
  readonly b: string;
  readonly agreement: Agreement;
  readonly disagreements: readonly NoteDisagreements[];
}
