import { stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { NoteFile } from './note-files.js';
import { durationOf, Pace } from './pace.js';
import type { ProgressLine } from './progress-line.js';
import { visible } from './visible.js';

/**
 * How far the work over several notes has come: which of how many, and the time left. Notes are weighed by their
 * size, because a long one takes as long as many short ones.
 */
export class BatchProgress {
  #number = 0;
  #finished = 0;
  #isOver = false;
  #total: number;

  private constructor(
    private readonly line: ProgressLine,
    private readonly sizes: readonly number[],
    private readonly pace: Pace,
  ) {
    this.#total = sizes.reduce((all, size) => all + size, 0);
    pace.start(0);
  }

  static async over(
    notes: readonly NoteFile[],
    line: ProgressLine,
    pace = new Pace(),
  ): Promise<BatchProgress> {
    const sizes = notes.map(({ path }) =>
      stat(path).then(
        (found) => (found.isFile() ? found.size : 0),
        () => 0,
      ),
    );
    return new BatchProgress(line, await Promise.all(sizes), pace);
  }

  /** Goes on to the next note. */
  next(): void {
    this.#number += 1;
    this.#isOver = false;
  }

  /** Shows how far the note is, in units of its own. */
  show(name: string, finished: number, total: number): void {
    const shown = { note: visible(name), finished, total };
    const count = this.sizes.length;
    if (count === 1) {
      this.line.show(l10n.t('{note}: {finished} of {total}', shown));
      return;
    }
    const share = total === 0 ? 0 : finished / total;
    const left = this.pace.left(this.#finished + this.#size * share, this.#total);
    const batch = { ...shown, number: this.#number, count, time: left === undefined ? '' : durationOf(left) };
    this.line.show(
      left === undefined
        ? l10n.t('File {number} of {count}, {note}: {finished} of {total}', batch)
        : l10n.t('File {number} of {count}, {time} left, {note}: {finished} of {total}', batch),
    );
  }

  /** Removes the line, so that a result can be printed. */
  pause(): void {
    this.line.clear();
  }

  /** The note is done. */
  finish(): void {
    this.#finished += this.#size;
    this.#isOver = true;
    this.line.clear();
  }

  /** The note was not analyzed, so it says nothing of the pace. Does nothing if it is done. */
  skip(): void {
    this.#total -= this.#isOver ? 0 : this.#size;
    this.#isOver = true;
    this.line.clear();
  }

  get #size(): number {
    return this.sizes[this.#number - 1] ?? 0;
  }
}
