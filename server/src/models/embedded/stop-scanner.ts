import type { TokenLogprob } from '../../tasks/task.js';

/** The text that a token added, and its probabilities where they were asked for. */
export interface Piece {
  readonly text: string;
  readonly logprob?: TokenLogprob;
}

/** Looks for stop strings in a reply as it grows. */
export interface StopScanner {
  /** Takes a piece, and gives those back that can no longer belong to a stop string. */
  push(piece: Piece): Piece[];
  /** True once a stop string was complete: what came before it was given back, nothing will come after. */
  readonly stopped: boolean;
  /** What is still held back at the end of the reply. */
  rest(): Piece[];
}

/** A scanner for `stops`; none of them is part of the reply. */
export function stopScanner(stops: readonly string[]): StopScanner {
  const sought = stops.filter((stop) => stop !== '');
  let held: Piece[] = [];
  let stopped = false;

  const release = (length: number): Piece[] => {
    const free: Piece[] = [];
    let left = length;
    for (const piece of held) {
      if (piece.text.length > left) {
        if (stopped && left > 0) free.push({ ...piece, text: piece.text.slice(0, left) });
        break;
      }
      free.push(piece);
      left -= piece.text.length;
    }
    held = stopped ? [] : held.slice(free.length);
    return free;
  };

  return {
    get stopped() {
      return stopped;
    },
    push(piece) {
      if (stopped) return [];
      held.push(piece);
      const text = held.map((each) => each.text).join('');
      const found = sought.map((stop) => text.indexOf(stop)).filter((index) => index >= 0);
      stopped = found.length > 0;
      return release(stopped ? Math.min(...found) : text.length - heldBack(text, sought));
    },
    rest() {
      const all = held;
      held = [];
      return all;
    },
  };
}

/** Length of the longest end of `text` that may be the beginning of a stop string. */
function heldBack(text: string, stops: readonly string[]): number {
  let longest = 0;
  for (const stop of stops) {
    for (let length = Math.min(stop.length - 1, text.length); length > longest; length -= 1) {
      if (text.endsWith(stop.slice(0, length))) longest = length;
    }
  }
  return longest;
}
