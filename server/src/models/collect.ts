import type { Reply, TokenLogprob } from '../tasks/task.js';
import type { ReplyChunk, ReplyStatistics } from './runtime.js';

/** White space in a row, in UTF-16 units, that no right answer holds. */
const longestBlank = 200;

/** A whole reply, in UTF-16 units; more is not read. */
const longestReply = 200_000;

/** A loop is a piece of at most this length… */
const longestLoop = 200;

/** …that came at least this often in a row… */
const fewestRounds = 6;

/** …and fills at least this much, so that a line of dashes that the note holds may be copied. */
const shortestLooped = 300;

/** A server may cut one token into a few pieces… */
const spareChunks = 16;

/** …and no token of any vocabulary is longer than this, in UTF-16 units. */
const longestToken = 256;

/** How much a reply grows between two searches for a loop. */
const searchEvery = 64;

/**
 * Reads a reply to its end. A reply that repeats itself, runs on in white space or outgrows its bounds is
 * ended there, which stops the generation, and counts as cut: `finish` is `length`.
 *
 * @param options.maxTokens the most tokens that were asked for; an engine that goes on beyond them is stopped.
 * @param options.onText called with each piece of text as it arrives.
 * @throws what the stream throws.
 */
export async function collect(
  stream: AsyncIterable<ReplyChunk>,
  options: { maxTokens?: number; onText?: (text: string) => void } = {},
): Promise<{ reply: Reply; statistics: ReplyStatistics }> {
  const started = performance.now();
  const tokens: TokenLogprob[] = [];
  let text = '';
  let searched = 0;
  let chunks = 0;
  let pieces = 0;
  const { maxTokens = Infinity } = options;
  for await (const chunk of stream) {
    chunks += 1;
    text += chunk.text;
    if (chunk.tokens) tokens.push(...chunk.tokens);
    if (chunk.text !== '') {
      pieces += 1;
      options.onText?.(chunk.text);
    }
    if (chunk.done) return { reply: { text, tokens, finish: chunk.done.finish }, statistics: chunk.done };
    if (Math.max(pieces, tokens.length) > maxTokens + spareChunks) break;
    if (text.length > maxTokens * longestToken) break;
    // A stream of tokens without text would never grow the text.
    if (tokens.length > longestReply || chunks > longestReply) break;
    if (text.length - searched < searchEvery) continue;
    searched = text.length;
    if (isRunaway(text)) break;
  }
  const statistics: ReplyStatistics = {
    finish: 'length',
    promptTokens: 0,
    outputTokens: Math.max(tokens.length, chunks),
    milliseconds: performance.now() - started,
  };
  return { reply: { text, tokens, finish: 'length' }, statistics };
}

/** Whether the end of a reply shows that it will not come to a good end. */
export function isRunaway(text: string): boolean {
  return text.length > longestReply || text.trimEnd().length < text.length - longestBlank || loops(text);
}

/** Whether the end of a text is one piece over and over. */
function loops(text: string): boolean {
  const tail = text.slice(-longestLoop * fewestRounds);
  // The failure function of Knuth, Morris and Pratt over the reversed tail: a suffix of the tail that is
  // `length` long has the period `length - borders[length - 1]`.
  const borders = new Int32Array(tail.length);
  const at = (index: number): number => tail.charCodeAt(tail.length - 1 - index);
  for (let index = 1, border = 0; index < tail.length; index += 1) {
    while (border > 0 && at(index) !== at(border)) border = borders[border - 1] ?? 0;
    if (at(index) === at(border)) border += 1;
    borders[index] = border;
    const length = index + 1;
    const period = length - border;
    if (length >= shortestLooped && period <= longestLoop && length >= period * fewestRounds) return true;
  }
  return false;
}
