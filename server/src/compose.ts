import { Analysis } from './analysis/analysis.js';
import { ReadingCache } from './asking/cache.js';
import { machineFacts } from './machine-facts.js';
import { IgnoredPairs } from './analysis/ignored-pairs.js';
import { reviewFiles } from './review-files.js';
import { Scheduler } from './asking/scheduler.js';
import type { Models, Parts } from './session/parts.js';

/**
 * The analysis over `models`, with what it keeps.
 *
 * @param models ended with the parts, where they can be.
 * @param storage a folder to keep things in; absent: nothing is kept.
 * @param extension the folder of the extension, whose manifest names the version.
 */
export function compose(
  models: Models & { dispose?(): Promise<void> },
  storage?: string,
  extension?: string,
): Parts {
  const cache = new ReadingCache(storage);
  const analysis = new Analysis({
    runtimes: models,
    cache,
    ignored: new IgnoredPairs(storage),
    scheduler: new Scheduler(),
  });
  return {
    analysis,
    models,
    disk: reviewFiles,
    configureCache: (settings) => {
      cache.configure(settings);
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
