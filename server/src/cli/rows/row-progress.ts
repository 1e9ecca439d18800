import * as l10n from '@vscode/l10n';
import { durationOf, Pace } from '../pace.js';
import type { ProgressLine } from '../progress-line.js';
import type { RowOutcome } from './row-filter.js';

/** Says on standard error how many rows are done, how fast, for how much longer, and which errors there were. */
export class RowProgress {
  readonly #pace = new Pace();
  readonly #errors = new Map<string, number>();
  readonly #started: number;
  #done = 0;

  /**
   * @param bytes read so far, and of all input if that is known.
   * @param now milliseconds of a clock that only goes forward.
   */
  constructor(
    private readonly line: ProgressLine,
    private readonly bytes: { read: number; readonly total?: number },
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#started = now();
    this.#pace.start(0);
  }

  count({ error }: RowOutcome): void {
    this.#done += 1;
    if (error !== undefined) this.#errors.set(error.code, (this.#errors.get(error.code) ?? 0) + 1);
    this.line.show(this.#text());
  }

  /** The last line, in any case. */
  finish(): void {
    this.line.clear();
    this.line.show(this.#text(), true);
  }

  #text(): string {
    const seconds = Math.max(0.001, (this.now() - this.#started) / 1000);
    const said = { rows: this.#done, rate: (this.#done / seconds).toPrecision(3) };
    const parts = [
      this.#done === 1
        ? l10n.t('1 row, {rate} per second', said)
        : l10n.t('{rows} rows, {rate} per second', said),
    ];
    const { read, total } = this.bytes;
    const left = total === undefined ? undefined : this.#pace.left(read, total);
    if (left !== undefined && total !== undefined && read < total) {
      parts.push(l10n.t('{time} left', { time: durationOf(left) }));
    }
    const errors = [...this.#errors].sort(([a], [b]) => (a < b ? -1 : 1));
    if (errors.length > 0) {
      const codes = errors.map(([code, count]) => `${code} ${count}`).join(', ');
      parts.push(l10n.t('errors: {codes}', { codes }));
    }
    return parts.join(' · ');
  }
}
