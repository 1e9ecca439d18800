import type { PullProgress } from '../shared/protocol.js';

/** Forwards a download's progress when there is something new to see: another step or another percent. */
export class PullReporter {
  #last = '';

  constructor(private readonly send: (progress: PullProgress) => void) {}

  report(progress: PullProgress): void {
    const { status, completed, total } = progress;
    const percent = completed === undefined || !total ? undefined : Math.floor((completed / total) * 100);
    const seen = JSON.stringify([status, percent]);
    if (seen === this.#last) return;
    this.#last = seen;
    this.send(progress);
  }
}
