import type { FailedPiece } from '../../../server/src/shared/protocol.js';
import { failureReason, taskName } from '../../../server/src/shared/failure-reason.js';
import type { Translator } from '../translator.js';

/** A sentence with a part that has no usable answer, and what a hover says of it. */
export interface FailureMark {
  readonly range: FailedPiece['range'];
  readonly reasons: readonly string[];
}

/** One mark for each sentence, with each reason once. */
export function failureMarks(failures: readonly FailedPiece[], l10n: Translator): FailureMark[] {
  const marks = new Map<string, { range: FailedPiece['range']; reasons: Set<string> }>();
  for (const { range, task, code } of failures) {
    const key = JSON.stringify([range.start, range.end]);
    const mark = marks.get(key) ?? { range, reasons: new Set<string>() };
    mark.reasons.add(`BioNote: ${taskName(task, l10n)}: ${failureReason(code, l10n)}`);
    marks.set(key, mark);
  }
  return [...marks.values()].map(({ range, reasons }) => ({ range, reasons: [...reasons] }));
}
