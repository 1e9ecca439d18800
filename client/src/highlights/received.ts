import { afterChange, asList, type SaidOfNote } from '../../../server/src/shared/annotation-lines.js';
import type { AnnotationsChange, NoteAnnotations } from '../../../server/src/shared/protocol.js';

/** Adds up what the server says of each document. */
export class Received {
  readonly #said = new Map<string, SaidOfNote>();

  /**
   * Takes in a change, and returns all that holds of the document from then on; `undefined` if the change was sent
   * before the document was closed and opened again.
   */
  take(uri: string, change: AnnotationsChange): NoteAnnotations | undefined {
    const said = afterChange(this.#said.get(uri), change);
    if (!said) return undefined;
    this.#said.set(uri, said);
    return asList(said);
  }

  /** The document was closed: the server begins anew when it is opened again. */
  forget(uri: string): void {
    this.#said.delete(uri);
  }
}
