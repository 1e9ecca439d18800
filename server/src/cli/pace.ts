/** Estimates the time that is left from the pace so far. */
export class Pace {
  #started = 0;
  #first = 0;

  /** @param now milliseconds of a clock that only goes forward. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Starts the clock. @param done the work that is done already, which says nothing of the pace. */
  start(done: number): void {
    this.#started = this.now();
    this.#first = done;
  }

  /** Milliseconds that are left; `undefined` while nothing is known. Both counts are in any one unit. */
  left(done: number, total: number): number | undefined {
    const since = done - this.#first;
    return since <= 0 ? undefined : ((this.now() - this.#started) / since) * Math.max(0, total - done);
  }
}

/** Milliseconds as `1:05:00` or `4:30`. */
export function durationOf(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
