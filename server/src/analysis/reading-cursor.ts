import type { NoteDocument } from './document.js';
import { readingOrder, type ReadingOrder } from './reading-order.js';

/** Walks a note's sentences in reading order. Starts over when the text or the viewport has changed. */
export class ReadingCursor {
  #order: ReadingOrder = { sentences: [], visible: 0 };
  #visible: ReadonlySet<string> = new Set();
  #position = 0;
  #text: string | undefined;
  #viewport: unknown;

  constructor(private readonly document: NoteDocument) {}

  /**
   * The next open sentence. Sentences before it are not considered again until {@link rewind}, so `isOpen` must stay
   * false for a sentence once it was false.
   *
   * @param onlyVisible whether to consider only the visible text.
   */
  peek(isOpen: (sentence: string) => boolean, onlyVisible: boolean): string | undefined {
    this.#follow();
    const { sentences, visible } = this.#order;
    const end = onlyVisible ? visible : sentences.length;
    for (; this.#position < end; this.#position++) {
      const sentence = sentences[this.#position];
      if (sentence !== undefined && isOpen(sentence)) {
        return sentence;
      }
    }
    return undefined;
  }

  isVisible(sentence: string): boolean {
    this.#follow();
    return this.#visible.has(sentence);
  }

  /** Starts over, because a sentence may be open again. */
  rewind(): void {
    this.#position = 0;
  }

  #follow(): void {
    const { text, viewport } = this.document;
    if (text !== this.#text || viewport !== this.#viewport) {
      this.#text = text;
      this.#viewport = viewport;
      this.#order = readingOrder(this.document);
      this.#visible = new Set(this.#order.sentences.slice(0, this.#order.visible));
      this.#position = 0;
    }
  }
}
