import { listMedications } from '../../analysis/writing/medications.js';
import type { GoldMedication, NoteRecord } from '../../corpora/records.js';
import type { Asking } from '../asking/asking.js';
import { notePartsFor } from '../asking/note-parts.js';

/** A drug with a status, as the note names it. */
export interface FoundMedication {
  readonly drug: string;
  readonly status: string;
}

/** The drugs of a note. */
export interface MedicationOutcome {
  readonly id: string;
  readonly document: string;
  readonly gold: readonly GoldMedication[];
  readonly found: readonly FoundMedication[];
  /** Of the statuses that can be true or false: how many the passages support, of how many. */
  readonly supported: number;
  readonly judged: number;
}

/** Lists the medications of a note as `bionote medications` does. */
export async function askMedications(
  { id, document, text, medications: gold = [] }: NoteRecord,
  threshold: number | undefined,
  asking: Asking,
): Promise<MedicationOutcome> {
  const parts = notePartsFor(text, asking, threshold);
  const outcome = await asking.attempt(() => listMedications(parts, asking.options.signal));
  for (let unit = 0; unit < (outcome?.failed ?? 0); unit++) asking.fail('unreadable');
  const medications = outcome?.medications ?? [];
  const judged = medications.filter(({ support }) => support !== undefined);
  return {
    ...{ id, document, gold },
    found: medications.map(({ drug, status }) => ({ drug, status })),
    supported: judged.filter(({ support }) => support === 'supported').length,
    judged: judged.length,
  };
}
