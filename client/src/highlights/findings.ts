import type { AnnotationsParams } from '../../../server/src/protocol.js';

/** What the server found in each document last, by URI, as long as somebody keeps it true. */
export class Findings {
  readonly #latest = new Map<string, AnnotationsParams>();

  get(uri: string): AnnotationsParams | undefined {
    return this.#latest.get(uri);
  }

  set(uri: string, params: AnnotationsParams): void {
    this.#latest.set(uri, params);
  }

  /** The document was closed: nobody tells of it any more. Returns whether something was known. */
  forget(uri: string): boolean {
    return this.#latest.delete(uri);
  }

  /**
   * Another server has started: of the documents that it analyzes it tells by itself, and of the others never.
   * Forgets what was found in these, and returns their URIs.
   */
  restarted(isAnalyzed: (uri: string) => boolean): string[] {
    const forgotten = [...this.#latest.keys()].filter((uri) => !isAnalyzed(uri));
    for (const uri of forgotten) this.#latest.delete(uri);
    return forgotten;
  }
}
