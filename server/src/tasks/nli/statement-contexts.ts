import type { SentenceContext } from '../context.js';

/** The context of each of two statements; absent where there is none. */
export interface StatementContexts {
  readonly premise?: SentenceContext;
  readonly hypothesis?: SentenceContext;
}
