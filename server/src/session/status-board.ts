import type { StatusParams } from '../shared/protocol.js';
import type { Timer } from '../shared/timer.js';

/** How long changes are collected before the status is sent, in milliseconds. */
const gathering = 200;

export interface StatusBoardParts {
  compute(): StatusParams;
  send(status: StatusParams): void;
  readonly timer: Timer;
}

/** Sends the status when it has changed, at most five times a second. */
export class StatusBoard {
  #sent = '';
  #waiting: (() => void) | undefined;

  constructor(private readonly parts: StatusBoardParts) {}

  /** Something shown in the status may have changed. */
  changed(): void {
    this.#waiting ??= this.parts.timer(() => {
      this.#waiting = undefined;
      const status = this.parts.compute();
      const text = JSON.stringify(status);
      if (text === this.#sent) return;
      this.#sent = text;
      this.parts.send(status);
    }, gathering);
  }

  dispose(): void {
    this.#waiting?.();
    this.#waiting = undefined;
  }
}
