import * as l10n from '@vscode/l10n';
import { durationOf, Pace } from './pace.js';
import { ProgressLine } from './progress-line.js';
import type { OutputStream } from './terminal.js';

/** How far the evaluation of a data set has come, with the time left at the pace so far. */
export class EvaluationProgress {
  readonly #line: ProgressLine;
  readonly #pace: Pace;
  #name = '';
  #done = 0;

  constructor(stream: OutputStream, quiet: boolean, now: () => number = () => performance.now()) {
    this.#line = new ProgressLine(stream, quiet, now);
    this.#pace = new Pace(now);
  }

  /** @param done records of `total` that are measured. */
  show(name: string, done: number, total: number): void {
    if (name !== this.#name || done < this.#done) {
      this.#name = name;
      this.#pace.start(done);
    }
    this.#done = done;
    const left = this.#pace.left(done, total);
    const text =
      left === undefined
        ? l10n.t('{name}: {done} of {total}', { name, done, total })
        : l10n.t('{name}: {done} of {total}, {time} left', { name, done, total, time: durationOf(left) });
    this.#line.show(text, done === total);
  }

  clear(): void {
    this.#line.clear();
  }
}
