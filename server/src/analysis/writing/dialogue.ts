import { linesShape } from '../../asking/written-shapes.js';
import { windowsOf } from '../../tasks/cited/windows.js';
import { dialogueCall, dialogueTokens, visitSections } from '../../tasks/dialogue/dialogue.js';
import { turnsOf } from '../../tasks/dialogue/turns.js';
import { asked, orNothing, requireWriter, type NoteParts } from './note-parts.js';
import { roomFor } from './passages.js';
import type { PassagesRead } from './question.js';
import { checkClaims, type CheckedSentence } from './support.js';

/** A note that was written from a dialogue. `read` and `of` count turns. */
export interface DialogueOutcome extends PassagesRead {
  readonly sections: readonly { readonly title: string; readonly lines: readonly CheckedSentence[] }[];
  /** Whether the transcript names who speaks. */
  readonly speakers: boolean;
  /** How many pieces of the transcript gave no usable reply. */
  readonly failed: number;
}

/** The most pieces of a transcript that are read. */
const mostWindows = 16;

/**
 * Writes a note from the transcript of a visit, each line with the turns behind it, checked by the inference task.
 *
 * @throws ModelError if the model writes nothing or fails; or the signal's reason.
 */
export async function noteFromDialogue(parts: NoteParts, signal: AbortSignal): Promise<DialogueOutcome> {
  requireWriter(parts);
  const { asker, document, runtime } = parts;
  const turns = turnsOf(document.note.text);
  const windows = windowsOf(turns, roomFor(runtime.profile, dialogueTokens)).slice(0, mostWindows);
  const replies = await Promise.all(
    windows.map((window) => orNothing(asker.ask(runtime, dialogueCall(window), linesShape, asked(signal)))),
  );
  const written = replies.flatMap((reply, index) =>
    (reply?.value ?? []).map((line) => ({
      text: line.text,
      section: line.section,
      passages: line.turns.flatMap((turn) => windows[index]?.[turn] ?? []),
    })),
  );
  const lines = await checkClaims(parts, written, signal);
  return {
    sections: visitSections.flatMap((title) => {
      const own = lines.filter((_, index) => written[index]?.section === title);
      return own.length > 0 ? [{ title, lines: own }] : [];
    }),
    speakers: turns.some(({ speaker }) => speaker !== undefined),
    failed: replies.filter((reply) => reply?.value === undefined || reply.failure !== undefined).length,
    read: windows.flat().length,
    of: turns.length,
  };
}
