import { judgementShape } from '../../asking/cached-shapes.js';
import { NoteDocument } from '../../analysis/document.js';
import { checkStatement } from '../../analysis/statement-check.js';
import type { NliLabel } from '../../tasks/nli/judgement.js';
import { nliCall } from '../../tasks/nli/nli.js';
import { askedBy } from '../../tasks/task.js';
import { statementOf } from '../../tasks/nli/verdict.js';
import type { Asking } from './asking.js';

/** A model's judgement of two texts; `undefined` if its reply could not be used. */
export interface Judged {
  readonly label: NliLabel;
  readonly probability?: number;
}

/** Compares two statements in one call. */
export async function judgePair(
  premise: string,
  hypothesis: string,
  { asker, runtime, meter, options, attempt, fail }: Asking,
): Promise<Judged | undefined> {
  return attempt(async () => {
    const call = nliCall(premise, hypothesis, runtime.profile);
    if (!call) {
      fail('unsupported');
      return undefined;
    }
    meter.about(runtime.model, askedBy(call), ...[premise, hypothesis].map(statementOf));
    const { value, failure } = await asker.ask(runtime, call, judgementShape, options);
    if (failure !== undefined) {
      fail(failure);
      return undefined;
    }
    return value;
  });
}

/**
 * Checks a statement against a longer text like `bionote check`, sentence by sentence. The strongest evidence
 * decides; without any the statement is neutral.
 *
 * @param threshold from which probability on a judgement is evidence.
 */
export async function judgeAgainstText(
  text: string,
  statement: string,
  threshold: number | undefined,
  { asker, runtime, meter, options, attempt, fail }: Asking,
): Promise<Judged | undefined> {
  return attempt(async () => {
    const document = new NoteDocument('evaluation:premise', 1, text, true);
    const parts = { asker, document, runtime };
    const hypothesis = statement.trim();
    for (const sentence of document.texts.keys()) {
      const call = nliCall(sentence, hypothesis, runtime.profile, {
        premise: document.contextOf(sentence),
      });
      if (call) {
        meter.about(runtime.model, askedBy(call), ...[sentence, hypothesis].map(statementOf));
      }
    }
    const outcome = await checkStatement(parts, statement, { threshold }, options.signal);
    for (let unit = 0; unit < outcome.failed; unit++) {
      fail('unreadable');
    }
    const [strongest] = outcome.evidence;
    return {
      label: strongest?.label ?? 'neutral',
      ...(strongest?.probability === undefined ? {} : { probability: strongest.probability }),
    };
  });
}
