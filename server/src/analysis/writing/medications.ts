import { medicationsShape } from '../../asking/written-shapes.js';
import { fold } from '../../grounding/fold.js';
import { shifted, textOf, type Span } from '../../note/span.js';
import { windowsOf } from '../../tasks/cited/windows.js';
import {
  medicationDetails,
  medicationsCall,
  medicationTokens,
  type MedicationDetail,
  type MedicationStatus,
  type WrittenMedication,
} from '../../tasks/medications/medications.js';
import { asked, orNothing, requireWriter, type NoteParts } from './note-parts.js';
import { passagesOf, roomFor, type Passage } from './passages.js';
import type { PassagesRead } from './question.js';
import { passagesWith, placeNow, wordsIn } from './sources.js';
import { checkClaims, type CheckedSentence, type Support } from './support.js';

/** A drug of a note, all in the note's words. */
export interface Medication extends Readonly<Record<MedicationDetail, string>> {
  readonly drug: string;
  /** Where the drug is named. */
  readonly span: Span;
  readonly status: MedicationStatus;
  /** Whether the passages support the status; absent if it is `neither`, which says nothing. */
  readonly support?: Support;
  readonly sources: CheckedSentence['sources'];
}

/** The medications of a note. */
export interface MedicationsOutcome extends PassagesRead {
  /** In the order of the note. */
  readonly medications: readonly Medication[];
  /** Pairs of indices: one drug that is active and discontinued. */
  readonly conflicts: readonly (readonly [number, number])[];
  /** How many drugs that the model named are not in the note, and were left out. */
  readonly notInNote: number;
  /** How many pieces of the note gave no usable reply. */
  readonly failed: number;
}

/** The most that one call is shown: lists come out whole from short pieces. */
const mostShown = 3_000;

/** The most pieces of a note that are read. */
const mostWindows = 60;

/**
 * Lists the medications of a note. Anything not in the note's words is left out, and the status of each is checked by
 * the inference task. Two statuses of one drug that are both supported become contradictions of the note.
 *
 * @throws ModelError if the model writes nothing or fails; or the signal's reason.
 */
export async function listMedications(parts: NoteParts, signal: AbortSignal): Promise<MedicationsOutcome> {
  requireWriter(parts);
  const { asker, document, runtime, changed } = parts;
  const passages = passagesOf(document);
  const room = Math.min(mostShown, roomFor(runtime.profile, medicationTokens));
  const windows = windowsOf(passages, room).slice(0, mostWindows);
  let [failed, notInNote] = [0, 0];
  const found: Found[] = [];
  const replies = await Promise.all(
    windows.map((window) =>
      orNothing(asker.ask(runtime, medicationsCall(window), medicationsShape, asked(signal))),
    ),
  );
  for (const [index, reply] of replies.entries()) {
    if (reply?.value === undefined || reply.failure !== undefined) failed += 1;
    for (const written of reply?.value ?? []) {
      const placed = placedIn(windows[index] ?? [], written);
      if (!placed) notInNote += 1;
      else if (!found.some((other) => isSame(other, placed))) found.push(placed);
    }
  }
  const checked = await checkClaims(parts, found.map(statusClaim), signal);
  const medications = found
    .flatMap((each, index): Medication[] => {
      const span = placeNow(document, each.home);
      const claim = checked[index];
      if (!span || !claim) return [];
      const { drug, dose, route, frequency, reason, status } = each;
      const support = status === 'neither' ? {} : { support: claim.support };
      const details = { dose, route, frequency, reason };
      return [
        { drug, ...details, span: shifted(each.at, span.start), status, ...support, sources: claim.sources },
      ];
    })
    .sort((a, b) => a.span.start - b.span.start);
  const conflicts = conflictsAmong(medications);
  document.asked.conflicts = conflicts.flatMap(([first, second]) => {
    const [one, other] = [medications[first]?.sources[0]?.text, medications[second]?.sources[0]?.text];
    return one === undefined || other === undefined || one === other
      ? []
      : [{ premise: one, hypothesis: other }];
  });
  changed();
  return {
    medications,
    conflicts,
    notInNote,
    failed,
    read: windows.flat().length,
    of: passages.length,
  };
}

interface Found extends Omit<WrittenMedication, 'quotes'> {
  /** The passage that names the drug, and where in it. */
  readonly home: Passage;
  readonly at: Span;
  /** The passages that the model quoted. */
  readonly evidence: readonly Passage[];
}

/** A drug in the note's words; `undefined` if the note does not name it. */
function placedIn(window: readonly Passage[], written: WrittenMedication): Found | undefined {
  const evidence = passagesWith(window, written.quotes);
  const named = (among: readonly Passage[]): { home: Passage; at: Span } | undefined => {
    for (const home of among) {
      const at = wordsIn(home.text, written.drug);
      if (at) return { home, at };
    }
    return undefined;
  };
  const place = named(evidence) ?? named(window);
  if (!place) return undefined;
  const around = [...new Set([place.home, ...evidence])];
  const said = (name: MedicationDetail): string => {
    for (const { text } of around) {
      const span = wordsIn(text, written[name]);
      if (span) return textOf(text, span);
    }
    return '';
  };
  const [dose, route, frequency, reason] = medicationDetails.map(said);
  return {
    drug: textOf(place.home.text, place.at),
    dose: dose ?? '',
    route: route ?? '',
    frequency: frequency ?? '',
    reason: reason ?? '',
    status: written.status,
    ...place,
    evidence,
  };
}

function isSame(one: Found, other: Found): boolean {
  return one.home === other.home && one.at.start === other.at.start && one.status === other.status;
}

/** The status as a sentence, in the language of the inference. */
function statusClaim({ drug, status, evidence }: Found): Parameters<typeof checkClaims>[1][number] {
  const text = {
    active: `The patient takes ${drug}.`,
    discontinued: `${drug} was stopped.`,
    neither: '',
  }[status];
  return { text, passages: evidence };
}

/** Each pair of an active and a discontinued entry for the same drug, if the passages support both. */
function conflictsAmong(medications: readonly Medication[]): [number, number][] {
  const holds = (index: number, status: MedicationStatus): boolean =>
    medications[index]?.status === status && medications[index].support === 'supported';
  const name = (index: number): string => fold(medications[index]?.drug ?? '').text;
  const pairs: [number, number][] = [];
  for (const first of medications.keys()) {
    for (let second = first + 1; second < medications.length; second++) {
      const isOpposed =
        (holds(first, 'active') && holds(second, 'discontinued')) ||
        (holds(first, 'discontinued') && holds(second, 'active'));
      if (isOpposed && name(first) === name(second)) pairs.push([first, second]);
    }
  }
  return pairs;
}
