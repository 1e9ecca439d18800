/** A line of a file of rows. `bytes` is absent if the line is longer than allowed: it was passed over. */
export interface RowLine {
  /** From 1. */
  readonly number: number;
  readonly bytes?: Uint8Array;
}

const lineFeed = 10;

/**
 * The lines of chunks that are not blank, one at a time: no more than one line and one chunk are held.
 *
 * @param limit the longest line that is given, in bytes.
 * @throws the signal's reason.
 */
export async function* rowLines(
  input: AsyncIterable<Uint8Array>,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<RowLine, void, undefined> {
  let [number, length] = [1, 0];
  let parts: Uint8Array[] = [];
  const take = (part: Uint8Array): void => {
    length += part.length;
    if (length <= limit) parts.push(part);
    else parts = [];
  };
  const line = (): RowLine | undefined => {
    const bytes = Buffer.concat(parts);
    const found: RowLine = { number, ...(length <= limit && { bytes }) };
    const isBlank = length <= limit && bytes.every((byte) => byte === 32 || byte === 9 || byte === 13);
    [number, length, parts] = [number + 1, 0, []];
    return isBlank ? undefined : found;
  };
  try {
    for await (const chunk of input) {
      let start = 0;
      for (let end; (end = chunk.indexOf(lineFeed, start)) >= 0; start = end + 1) {
        take(chunk.subarray(start, end));
        const found = line();
        if (found !== undefined) yield found;
      }
      take(chunk.subarray(start));
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  const last = length > 0 ? line() : undefined;
  if (last !== undefined) yield last;
}
