import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckOutcome } from '../analysis/analysis.js';
import { textOf } from '../note/span.js';
import type { CheckResult } from '../protocol.js';
import { rangeOf } from './note-view.js';

/** A check's outcome in ranges of `document`; evidence that was edited away meanwhile is left out. */
export function checkResultOf(outcome: CheckOutcome, document: TextDocument): CheckResult {
  const { verdict, compared, failed } = outcome;
  const evidence = outcome.evidence
    .filter(({ span, text }) => textOf(document.getText(), span) === text)
    .map(({ span, ...sentence }) => ({ ...sentence, range: rangeOf(document, span) }));
  return { verdict, evidence, compared, failed };
}
