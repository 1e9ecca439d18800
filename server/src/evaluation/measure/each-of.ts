import PQueue from 'p-queue';
import type { Measurement } from './measurement.js';

/** Works on a few units at once; the outcomes come in the units' order. */
export async function eachOf<T, R>(
  units: readonly T[],
  { concurrency, signal, onProgress }: Pick<Measurement, 'concurrency' | 'signal' | 'onProgress'>,
  work: (unit: T) => Promise<R>,
): Promise<R[]> {
  const queue = new PQueue({ concurrency });
  const outcomes = new Array<R>(units.length);
  let done = 0;
  onProgress(0, units.length);
  const measure = async (unit: T, index: number): Promise<void> => {
    signal.throwIfAborted();
    outcomes[index] = await work(unit);
    onProgress(++done, units.length);
  };
  try {
    await Promise.all(units.map((unit, index) => queue.add(() => measure(unit, index))));
    return outcomes;
  } finally {
    queue.clear();
  }
}
