import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckOutcome } from '../analysis/analysis.js';
import { textOf } from '../note/span.js';
import { visible } from '../note/visible.js';
import type { CheckResult } from '../shared/protocol.js';
import { rangeOf } from './note-view.js';

/** A check's outcome in ranges of `document`. Evidence that was edited meanwhile is left out. */
export function checkResultOf(outcome: CheckOutcome, document: TextDocument): CheckResult {
  const { verdict, compared, sentences, threshold, failed } = outcome;
  const evidence = outcome.evidence
    .filter(({ span, text }) => textOf(document.getText(), span) === text)
    .map(({ span, text, ...sentence }) => ({
      ...sentence,
      text: visible(text),
      range: rangeOf(document, span),
    }));
  return { verdict, evidence, compared, sentences, threshold, failed };
}
