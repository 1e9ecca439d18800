/** One sequence of tokens as a model reads it. */
export interface Row {
  readonly ids: readonly number[];
  /** 0 for the first text, 1 for the second; absent: all 0. */
  readonly types?: readonly number[];
}

/** What a model gave for one row: each output by its name, without padding. */
export type RowOutputs = Readonly<Record<string, Float32Array>>;
