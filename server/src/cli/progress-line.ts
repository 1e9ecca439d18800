import { clearLine, cursorTo } from 'node:readline';
import type { OutputStream } from './terminal.js';

/** Milliseconds between two drawings: more would only flicker. */
const drawEvery = 80;

/** Milliseconds between two lines where progress cannot be drawn over itself, as in a log. */
const writeEvery = 30_000;

/**
 * A line that says how far the work has come: drawn over itself on a terminal, written now and then elsewhere. Node's
 * own `readline` draws it; libraries for this bring spinners and bars that nothing here needs.
 */
export class ProgressLine {
  #drawn = -Infinity;
  #written: number;
  #shown = false;

  constructor(
    private readonly stream: OutputStream,
    private readonly quiet: boolean,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#written = now();
  }

  /**
   * @param text safe to show, on one line.
   * @param isLast whether the work is done, so that a log gets the line in any case.
   */
  show(text: string, isLast = false): void {
    const now = this.now();
    if (this.quiet) {
      return;
    }
    if (this.stream.isTTY !== true) {
      if (isLast || now - this.#written >= writeEvery) {
        this.#written = now;
        this.stream.write(`${text}\n`);
      }
      return;
    }
    if (now - this.#drawn < drawEvery) {
      return;
    }
    this.#drawn = now;
    this.#shown = true;
    cursorTo(this.stream, 0);
    // A line that wraps could not be drawn over.
    this.stream.write(text.slice(0, (this.stream.columns ?? 80) - 1));
    clearLine(this.stream, 1);
  }

  /** Removes the line, so that something else can be written. */
  clear(): void {
    if (this.#shown) {
      this.#shown = false;
      cursorTo(this.stream, 0);
      clearLine(this.stream, 0);
    }
    this.#drawn = -Infinity;
  }
}
