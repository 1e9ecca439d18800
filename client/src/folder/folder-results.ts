import type { FolderRun } from './folder-notes.js';

/** What was found in the folder that was analyzed last. It holds words of notes, so it is in memory only. */
export class FolderResults {
  #run: FolderRun | undefined;
  readonly #listeners = new Set<() => void>();

  get latest(): FolderRun | undefined {
    return this.#run;
  }

  set(run: FolderRun): void {
    this.#run = run;
    for (const listener of this.#listeners) listener();
  }

  /** Returns a function that takes the listener off. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
