import * as l10n from '@vscode/l10n';
import { ProgressLine } from './progress-line.js';
import type { OutputStream } from './terminal.js';

/** Milliseconds between two lines where progress cannot be drawn over itself, as in a log. */
const writeEvery = 30_000;

/** How far the measuring of a data set has come, with the time left at the pace so far. */
export class EvaluationProgress {
  readonly #line: ProgressLine;
  #name = '';
  #started = 0;
  #first = 0;
  #written = 0;

  constructor(
    private readonly stream: OutputStream,
    private readonly quiet: boolean,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#line = new ProgressLine(stream, quiet);
  }

  show(name: string, done: number, total: number): void {
    const now = this.now();
    if (name !== this.#name || done < this.#first) {
      this.#name = name;
      this.#started = now;
      this.#written = now;
      this.#first = done;
    }
    const asked = done - this.#first;
    const left = asked === 0 ? undefined : ((now - this.#started) / asked) * (total - done);
    const text =
      left === undefined
        ? l10n.t('{name}: {done} of {total}', { name, done, total })
        : l10n.t('{name}: {done} of {total}, {time} left', { name, done, total, time: durationOf(left) });
    if (this.stream.isTTY === true) {
      this.#line.show(text);
    } else if (!this.quiet && (now - this.#written >= writeEvery || done === total)) {
      this.#written = now;
      this.stream.write(`${text}\n`);
    }
  }

  clear(): void {
    this.#line.clear();
  }
}

/** Milliseconds as `1:05:00` or `4:30`. */
export function durationOf(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
