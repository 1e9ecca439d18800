import type { Licence } from './records.js';

/** Nobody's copyright in the annotations. */
export const publicDomain: Licence = { name: 'public-domain', open: true };
/** Given to everybody with a shared task; no standard licence says so, hence a name of its own. */
export const publicTaskData: Licence = { name: 'public-task-data', open: true };
export const mit: Licence = { name: 'MIT', open: true };
export const ccBy3: Licence = { name: 'CC-BY-3.0', open: true };
export const ccBy4: Licence = { name: 'CC-BY-4.0', open: true };
/** Weights may be shipped; whether they must then be shared alike is open, so the name goes into every row. */
export const ccBySa3: Licence = { name: 'CC-BY-SA-3.0', open: true };
/** The annotations of GENIA are CC BY 3.0, the abstracts PubMed's. */
export const genia: Licence = { name: 'GENIA', open: true };
/** Released for everybody's use without terms: for evaluation and experiments, not for weights that are shipped. */
export const unstated: Licence = { name: 'unstated', open: false };
export const ccByNc4: Licence = { name: 'CC-BY-NC-4.0', open: false };
/** Given to those who sign a data use agreement. */
export const agreement: Licence = { name: 'data-use-agreement', open: false };
