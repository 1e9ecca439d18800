import type { DataSet } from './data-set.js';
import { entitySets } from './entity-sets.js';
import { inferenceSets } from './inference-sets.js';
import { relationSets } from './relation-sets.js';
import { writtenSets } from './written-sets.js';

/** Every data set that BioNote measures on, in the order of the report. */
export const dataSets: readonly DataSet[] = [
  ...entitySets,
  ...relationSets,
  ...inferenceSets,
  ...writtenSets,
];

/** The data set with that name, ignoring case. */
export function findDataSet(name: string): DataSet | undefined {
  return dataSets.find((set) => set.name.toLowerCase() === name.toLowerCase());
}
