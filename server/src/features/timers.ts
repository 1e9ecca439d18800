/** Timers, injected so that tests decide when time passes. */
export interface Timers {
  /** Calls `callback` once after `milliseconds`, unless disposed of before. */
  setTimeout(callback: () => void, milliseconds: number): { dispose(): void };
}
