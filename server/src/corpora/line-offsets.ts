const lineFeed = 10;

/** Says on which line of a file a byte lies, while the file passes by: line ends are forgotten once they were asked for. */
export class LineOffsets {
  #passed = 0;
  /** Line ends before the last place that was asked for. */
  #lines = 0;
  /** The places of those behind it. */
  #ends: number[] = [];

  /** Hands the chunks of a file on, and notes where its lines end. */
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
   * The line, from 1, of the byte at `offset`; a line end belongs to the line that it ends.
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
