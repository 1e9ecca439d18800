import { labelVerdictShape } from '../../asking/written-shapes.js';
import {
  classificationCall,
  classificationTokens,
  mostLabels,
  type LabelVerdict,
} from '../../tasks/classification/classification.js';
import { asked, orNothing, requireWriter, type NoteParts } from './note-parts.js';
import { choosePassages, passagesOf, roomFor } from './passages.js';
import type { PassagesRead } from './question.js';

/** Which labels apply to a note. */
export interface ClassificationOutcome extends PassagesRead {
  /** In the order that was asked for; without a verdict where the reply could not be used. */
  readonly labels: readonly ({ readonly label: string } & Partial<LabelVerdict>)[];
  readonly failed: number;
}

/**
 * Decides for each label whether it applies to a note, from the passages relevant to the labels.
 *
 * @throws ModelError if the model writes nothing or fails; or the signal's reason.
 */
export async function classify(
  parts: NoteParts,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<ClassificationOutcome> {
  requireWriter(parts);
  const { asker, document, runtime } = parts;
  const labels = [...new Set(wanted)].slice(0, mostLabels);
  const room = roomFor(runtime.profile, classificationTokens);
  // The same passages for every label: an engine reads them once.
  const chosen = await choosePassages(parts, passagesOf(document), labels.join(', '), room, signal);
  const verdicts = await Promise.all(
    labels.map((label) => {
      const call = classificationCall(chosen.passages, label);
      return orNothing(asker.ask(runtime, call, labelVerdictShape, asked(signal)));
    }),
  );
  return {
    labels: labels.map((label, index) => ({ label, ...verdicts[index]?.value })),
    failed: verdicts.filter((verdict) => verdict?.value === undefined).length,
    read: chosen.passages.length,
    of: chosen.of,
  };
}
