/** A line of a result: what was measured, the figure with its unit, and, where there is one, the bar that it has to meet. */
export interface Row {
  readonly measure: string;
  readonly figure: string;
  readonly bar?: string;
  readonly met?: boolean;
}

/** A bench prints its rows; `undefined` in place of them says that what it needs is absent, and what. */
export type Bench = () => Promise<readonly Row[]>;

/** A row with a bar. */
export function judged(measure: string, figure: string, bar: string, met: boolean): Row {
  return { measure, figure, bar, met };
}

/** A row without a bar, for reading the others. */
export function noted(measure: string, figure: string): Row {
  return { measure, figure };
}
