const lineFeed = 10;

/**
 * Maps byte offsets of a streamed file to line numbers. Line ends are forgotten once they have been queried.
 */
export class LineOffsets {
  #passed = 0;
  /** Number of line ends before the last queried offset. */
  #lines = 0;
  /** Offsets of the line ends after it. */
  #ends: number[] = [];

  /** Passes the chunks of a file on and records where its lines end. */
  async *passing(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, at + 1)) {
        this.#ends.push(this.#passed + at);
      }
      this.#passed += chunk.length;
      yield chunk;
    }
  }

  /**
   * The line, from 1, of the byte at `offset`. A line end belongs to the line that it ends.
   *
   * @param offset not smaller than any that was asked for before, and not beyond what has passed.
   */
  lineAt(offset: number): number {
    const before = this.#ends.findIndex((end) => end >= offset);
    const count = before < 0 ? this.#ends.length : before;
    this.#lines += count;
    this.#ends = this.#ends.slice(count);
    return this.#lines + 1;
  }
}
