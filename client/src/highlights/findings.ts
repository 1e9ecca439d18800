import type { NoteAnnotations, StatusParams } from '../../../server/src/shared/protocol.js';

/** What the server found in each document last, by URI, as long as somebody keeps it true. */
export class Findings {
  readonly #latest = new Map<string, NoteAnnotations>();
  /** What is kept of documents that another server has only begun with, and what this one has said meanwhile. */
  readonly #held = new Map<string, NoteAnnotations | undefined>();

  get(uri: string): NoteAnnotations | undefined {
    return this.#latest.get(uri);
  }

  /**
   * Takes what the server found; returns whether it is to be shown now. A server that has just started has found nothing
   * yet, and soon finds what its cache holds: until then what was found before stays.
   */
  set(uri: string, params: NoteAnnotations): boolean {
    if (this.#held.has(uri) && params.annotations.length === 0 && params.failures.length === 0) {
      this.#held.set(uri, params);
      return false;
    }
    this.#held.delete(uri);
    this.#latest.set(uri, params);
    return true;
  }

  /** The document was closed: nobody tells of it any more. Returns whether something was known. */
  forget(uri: string): boolean {
    this.#held.delete(uri);
    return this.#latest.delete(uri);
  }

  /**
   * Another server has started: of the documents that it analyzes it tells by itself, and of the others never.
   * Forgets what was found in these, and returns their URIs.
   */
  restarted(isAnalyzed: (uri: string) => boolean): string[] {
    const forgotten = [...this.#latest.keys()].filter((uri) => !isAnalyzed(uri));
    for (const uri of forgotten) this.forget(uri);
    for (const uri of this.#latest.keys()) this.#held.set(uri, undefined);
    return forgotten;
  }

  /** Nothing more comes of these documents for now: what the server said of them counts. Returns those that changed. */
  rested(uris: readonly string[]): string[] {
    return uris.filter((uri) => {
      const said = this.#held.get(uri);
      if (said) this.#latest.set(uri, said);
      this.#held.delete(uri);
      return said !== undefined;
    });
  }
}

/** The notes that nothing more is found in for now, by URI as the server names them. */
export function restingNotes({ state, notes = [] }: Pick<StatusParams, 'state' | 'notes'>): string[] {
  const underWay = state === 'starting' || state === 'analyzing';
  return notes
    .filter((note) => note.state !== 'running' && !(note.state === 'waiting' && underWay))
    .map(({ uri }) => uri);
}
