/** Knows which documents are on screen. */
export class OnScreen<Document> {
  #documents: ReadonlySet<Document> = new Set();

  /** Takes what is on screen now; returns the documents to tell of: these, and those that are no longer shown. */
  change(documents: readonly Document[]): Document[] {
    const told = new Set([...documents, ...this.#documents]);
    this.#documents = new Set(documents);
    return [...told];
  }
}
