/** A call that is under way. */
export interface OpenCall {
  /** Aborted when the caller's signal is, with its reason, or when all calls are ended. */
  readonly signal: AbortSignal;
  /** The call is over. */
  readonly end: () => void;
}

/**
 * The calls of a runtime that are under way: each ends with its caller, and all of them with the runtime. In place
 * of `AbortSignal.any` with a signal of the runtime's own, which keeps a reference for every call ever made.
 */
export class OpenCalls {
  readonly #open = new Set<AbortController>();
  #ended: { readonly reason: Error } | undefined;

  /** Begins a call for someone who may abort it by `caller`. */
  begin(caller: AbortSignal): OpenCall {
    const controller = new AbortController();
    const onAbort = (): void => {
      controller.abort(caller.reason);
    };
    if (this.#ended) controller.abort(this.#ended.reason);
    else if (caller.aborted) onAbort();
    else {
      this.#open.add(controller);
      caller.addEventListener('abort', onAbort, { once: true });
    }
    return {
      signal: controller.signal,
      end: () => {
        this.#open.delete(controller);
        caller.removeEventListener('abort', onAbort);
      },
    };
  }

  /** Aborts what is under way with `reason`, and what begins from now on. */
  endAll(reason: Error): void {
    this.#ended ??= { reason };
    for (const controller of this.#open) controller.abort(reason);
    this.#open.clear();
  }
}
