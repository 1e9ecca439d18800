import { clearLine, cursorTo } from 'node:readline';
import type { OutputStream } from './terminal.js';

/** Milliseconds between two drawings: more would only flicker. */
const drawEvery = 80;

/** A line that tells how far the work has come, drawn over itself; nothing where the stream is no terminal. */
export class ProgressLine {
  #drawn = -Infinity;
  #shown = false;

  constructor(
    private readonly stream: OutputStream,
    private readonly quiet: boolean,
  ) {}

  /** @param text safe to show, on one line. */
  show(text: string): void {
    const now = performance.now();
    if (this.quiet || this.stream.isTTY !== true || now - this.#drawn < drawEvery) {
      return;
    }
    this.#drawn = now;
    this.#shown = true;
    cursorTo(this.stream, 0);
    // A line that wraps could not be drawn over.
    this.stream.write(text.slice(0, (this.stream.columns ?? 80) - 1));
    clearLine(this.stream, 1);
  }

  /** Takes the line away, so that something else can be written. */
  clear(): void {
    if (this.#shown) {
      this.#shown = false;
      cursorTo(this.stream, 0);
      clearLine(this.stream, 0);
    }
    this.#drawn = -Infinity;
  }
}
