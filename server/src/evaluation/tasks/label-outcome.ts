/** The gold label of one unit and the answer. */
export interface LabelOutcome {
  readonly id: string;
  readonly document: string;
  /** A group that is also scored separately. */
  readonly group?: string;
  readonly gold: string;
  /** Absent if the reply could not be used. */
  readonly answer?: string;
  /** Probability of the answer, 0 to 1; absent if the engine gives none. */
  readonly probability?: number;
  /** What was asked about, for display: a sentence with its mentions marked, or premise and hypothesis. */
  readonly shown: readonly string[];
}
