import type { MedicationDetail, MedicationStatus } from '../tasks/medications/medications.js';

/** A drug as a reply lists it. */
export interface ListedMedication extends Readonly<Record<MedicationDetail, string>> {
  readonly drug: string;
  readonly status: MedicationStatus;
  readonly evidence: readonly string[];
}
