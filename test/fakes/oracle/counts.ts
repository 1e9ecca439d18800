/** What an oracle has done since it was started or reset. Times in milliseconds. */
export interface OracleCounts {
  /** Generations asked for, whatever became of them. */
  calls: number;
  finished: number;
  /** Generations that had begun when the client went away, and calls that still waited. */
  aborted: number;
  abortedWaiting: number;
  /** Answered 503. */
  refused: number;
  /** Calls that no answer is known to; they get an empty one. */
  unknown: number;
  /** Calls about a passage that the gold does not have; they are answered by likeness. */
  strangers: number;
  promptTokens: number;
  /** Of the prompts, what a slot had evaluated before. */
  cachedTokens: number;
  outputTokens: number;
  /** How long slots were busy, added up over all of them. */
  busy: number;
  /** How long the first generation that ended well took. */
  firstBusy: number;
  /** Of `busy`, what went into generations that were aborted. */
  wasted: number;
  /** When the first slot was taken and the last one given back, on a clock of the server's own. */
  firstStart: number;
  lastEnd: number;
}

export function noCounts(): OracleCounts {
  return {
    calls: 0,
    finished: 0,
    aborted: 0,
    abortedWaiting: 0,
    refused: 0,
    unknown: 0,
    strangers: 0,
    promptTokens: 0,
    cachedTokens: 0,
    outputTokens: 0,
    busy: 0,
    firstBusy: 0,
    wasted: 0,
    firstStart: 0,
    lastEnd: 0,
  };
}
