/** Calls `callback` once after `milliseconds`. The returned function cancels the call. */
export type Timer = (callback: () => void, milliseconds: number) => () => void;

/** Real time. Tests inject a timer of their own. */
export const realTimer: Timer = (callback, milliseconds) => {
  const timeout = setTimeout(callback, milliseconds);
  return () => {
    clearTimeout(timeout);
  };
};
