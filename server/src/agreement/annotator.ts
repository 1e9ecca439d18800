import type { DocumentContradiction } from '../formats/document.js';
import type { Annotations } from './linked.js';

/** One annotator of a note, with all that this one says of it. */
export interface Annotator extends Annotations {
  readonly name: string;
  readonly contradictions: readonly DocumentContradiction[];
}
