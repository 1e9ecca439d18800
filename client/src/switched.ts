import type { Uri } from 'vscode';

/** Which documents the user has switched on or off in this window; the server is told whenever it starts. */
export class Switched {
  readonly #choices = new Map<string, boolean>();

  /** Keeps what the user has said of a document, over what was said before. */
  set(uri: Pick<Uri, 'toString'>, active: boolean): void {
    this.#choices.set(uri.toString(), active);
  }

  /** What the user has said of a document; `undefined` where nothing was. */
  get(uri: Pick<Uri, 'toString'>): boolean | undefined {
    return this.#choices.get(uri.toString());
  }

  /** A document was closed. The next new document has the name of one that was never saved, and is another one. */
  closed({ uri, isUntitled }: { readonly uri: Pick<Uri, 'toString'>; readonly isUntitled: boolean }): void {
    if (isUntitled) this.#choices.delete(uri.toString());
  }

  /** Everything that was said, by URI. */
  get all(): Readonly<Record<string, boolean>> {
    return Object.fromEntries(this.#choices);
  }
}
