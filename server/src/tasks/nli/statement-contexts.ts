import { contextLines, type SentenceContext } from '../context.js';

/** What a note says around a statement. */
export interface StatementContext extends SentenceContext {
  /** When it was so, where the note's layout says it and the statement does not: "POD 3". */
  readonly time?: string;
}

/** The context of each of two statements; absent where there is none. */
export interface StatementContexts {
  readonly premise?: StatementContext;
  readonly hypothesis?: StatementContext;
}

/**
 * The lines that tell a general model the context of a statement; none where there is none.
 *
 * @param of names the statement: "premise".
 */
export function statementLines(context: StatementContext, of: string): string[] {
  const { time } = context;
  return [
    ...contextLines(context, of),
    ...(time === undefined ? [] : [`Time of the ${of}: ${JSON.stringify(time)}`]),
  ];
}
