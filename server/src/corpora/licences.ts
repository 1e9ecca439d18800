import type { Licence } from './records.js';

/** The annotations are not under copyright. */
export const publicDomain: Licence = { name: 'public-domain', open: true };
/** Released publicly for a shared task without a standard licence, hence a name of its own. */
export const publicTaskData: Licence = { name: 'public-task-data', open: true };
/** BioNote's own notes. */
export const apache2: Licence = { name: 'Apache-2.0', open: true };
export const mit: Licence = { name: 'MIT', open: true };
export const ccBy3: Licence = { name: 'CC-BY-3.0', open: true };
export const ccBy4: Licence = { name: 'CC-BY-4.0', open: true };
/**
 * Weights may be shipped. Whether they must be shared alike is unsettled, so the licence is named in every
 * row.
 */
export const ccBySa3: Licence = { name: 'CC-BY-SA-3.0', open: true };
/** The annotations of GENIA are CC BY 3.0; the abstracts come from PubMed. */
export const genia: Licence = { name: 'GENIA', open: true };
/** Released publicly without terms: for evaluation and experiments, not for weights that are shipped. */
export const unstated: Licence = { name: 'unstated', open: false };
export const ccByNc4: Licence = { name: 'CC-BY-NC-4.0', open: false };
/** Says nothing of weights, so none that are shipped are trained on it. */
export const gpl3: Licence = { name: 'GPL-3.0', open: false };
/** Available to those who sign a data use agreement. */
export const agreement: Licence = { name: 'data-use-agreement', open: false };
