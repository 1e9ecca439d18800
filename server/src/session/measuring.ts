import type { MeasureParams, MeasureProgress, MeasureResult } from '../shared/protocol.js';
import type { Parts } from './parts.js';

/**
 * Measures the model in use on the notes that come with BioNote.
 *
 * @param report is called for each note, with an estimate of the time left.
 * @param now milliseconds of a monotonic clock.
 */
export async function measured(
  { measure }: Pick<Parts, 'measure'>,
  { limit }: MeasureParams,
  report: (progress: MeasureProgress) => void,
  signal: AbortSignal,
  now: () => number = () => performance.now(),
): Promise<MeasureResult> {
  let started = now();
  const measurements = await measure({
    set: 'test',
    ...(limit === undefined ? {} : { limit }),
    signal,
    onProgress: (model, done, total) => {
      if (done === 0) started = now();
      const left = done === 0 ? {} : { millisecondsLeft: ((now() - started) / done) * (total - done) };
      report({ model, done, total, ...left });
    },
  });
  return { measurements };
}
