import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompareOutcome } from '../analysis/analysis.js';
import { textOf } from '../note/span.js';
import { visible } from '../note/visible.js';
import type { CompareResult } from '../shared/protocol.js';
import { rangeOf } from './note-view.js';

/** A comparison's outcome in ranges of the two notes. Statements that were edited meanwhile are left out. */
export function compareResultOf(
  outcome: CompareOutcome,
  first: TextDocument,
  second: TextDocument,
): CompareResult {
  const { compared, notCompared, failed } = outcome;
  const contradictions = outcome.contradictions
    .filter(
      (conflict) =>
        textOf(first.getText(), conflict.first) === conflict.firstText &&
        textOf(second.getText(), conflict.second) === conflict.secondText,
    )
    .map((conflict) => ({
      ...conflict,
      first: rangeOf(first, conflict.first),
      firstText: visible(conflict.firstText),
      second: rangeOf(second, conflict.second),
      secondText: visible(conflict.secondText),
    }));
  return { contradictions, compared, notCompared, failed };
}
