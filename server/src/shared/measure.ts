import type { Measurement } from './measurement.js';

/**
 * Measures the model in use, and the encoder beside it where that was not measured yet, on the notes that come with
 * BioNote, and keeps the result. Progress as `$/progress` of the token, as {@link MeasureProgress}.
 */
export const MeasureRequest = { method: 'bionote/measure' } as const;
export interface MeasureParams {
  readonly progressToken: string | number;
  /** The most notes to fit on, and to measure on; absent: all. */
  readonly limit?: number;
}
export interface MeasureProgress {
  readonly model: string;
  readonly done: number;
  readonly total: number;
  /** An estimate by the pace so far; absent while there is none. */
  readonly millisecondsLeft?: number;
}
/** The custom request of measuring, as in `Requests`. */
export interface MeasureRequests {
  [MeasureRequest.method]: [MeasureParams, MeasureResult];
}
export interface MeasureResult {
  /** Of the model in use, then of the encoder beside it, if there is one. */
  readonly measurements: readonly Measurement[];
}
