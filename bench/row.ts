/** A line of a result: what was measured, the figure with its unit, and, if there is one, the bar that it has to meet. */
export interface Row {
  readonly measure: string;
  readonly figure: string;
  readonly bar?: string;
  readonly met?: boolean;
  /** Its inputs are missing; the figure says which. */
  readonly absent?: true;
}

/** A bench gives its rows. */
export type Bench = () => Promise<readonly Row[]>;

/** A row with a bar. */
export function judged(measure: string, figure: string, bar: string, met: boolean): Row {
  return { measure, figure, bar, met };
}

/** A row without a bar, as context for the others. */
export function noted(measure: string, figure: string): Row {
  return { measure, figure };
}

/** A row for what could not be measured; `needs` says what is missing. */
export function absent(measure: string, needs: string): Row {
  return { measure, figure: `not run: ${needs}`, absent: true };
}
