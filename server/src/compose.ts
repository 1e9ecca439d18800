import { join } from 'node:path';
import { Analysis } from './analysis/analysis.js';
import { CorrectedNotes } from './corrected-notes.js';
import { ReadingCache } from './asking/cache.js';
import { machineFacts } from './machine-facts.js';
import { Measuring } from './measurement/measuring.js';
import { Measurements } from './measurement/store.js';
import { IgnoredPairs } from './analysis/ignored-pairs.js';
import { reviewFiles } from './review-files.js';
import { Scheduler } from './asking/scheduler.js';
import type { Models, Parts } from './session/parts.js';

/**
 * The analysis over `models`, with what it keeps.
 *
 * @param models ended with the parts, where they can be.
 * @param storage a folder to keep things in; absent: nothing is kept.
 * @param extension the folder of the extension, whose manifest names the version and which holds the notes to measure on.
 * @param measurements where the results of measuring are kept; in memory if absent.
 */
export function compose(
  models: Models & { dispose?(): Promise<void> },
  storage?: string,
  extension?: string,
  measurements = new Measurements(),
): Parts {
  const cache = new ReadingCache(storage);
  const corrected = new CorrectedNotes(reviewFiles);
  const analysis = new Analysis({
    runtimes: models,
    cache,
    ignored: new IgnoredPairs(storage),
    corrected,
    scheduler: new Scheduler(),
  });
  return {
    analysis,
    models,
    disk: reviewFiles,
    corrected: (folder) => corrected.in(folder),
    configureCache: (settings) => {
      cache.configure(settings);
    },
    measure: async (options) => {
      const measuring = new Measuring(extension && join(extension, 'benchmark'), measurements);
      const measured = await measuring.measureWithEncoder(await models.current(options.signal), options);
      models.refresh();
      return measured;
    },
    inspect: async (signal) => {
      const [engines, kept] = await Promise.all([models.inspect(signal), cache.inspect()]);
      return { machine: await machineFacts(extension), engines, cache: kept };
    },
    dispose: async () => {
      analysis.dispose();
      await Promise.all([models.dispose?.(), cache.flush()]);
    },
  };
}
