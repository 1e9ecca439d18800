/** The gold label of one unit and the answer. */
export interface LabelOutcome {
  readonly id: string;
  readonly document: string;
  /** A part of the data set that is scored by itself as well. */
  readonly group?: string;
  readonly gold: string;
  /** Absent where the reply could not be used. */
  readonly answer?: string;
  /** That of the answer, 0 to 1; absent where the engine gives none. */
  readonly probability?: number;
  /** What was asked about, for people: a sentence with its mentions marked, or premise and hypothesis. */
  readonly shown: readonly string[];
}
