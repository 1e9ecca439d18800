import type { Timer } from '../shared/timer.js';

/** How long changes are gathered before the outline is provided anew, in milliseconds. */
const gathering = 500;

export interface OutlineProviderParts {
  /** Registers the provider with the client. */
  register(): Promise<{ dispose(): void }>;
  readonly timer: Timer;
}

/**
 * Keeps the editor's outline up to date. LSP has no way to say that a document's symbols are others although
 * its text is the same, and editors keep what the first request gave; a provider that is registered anew is
 * asked anew.
 */
export class OutlineProvider {
  #registered: Promise<{ dispose(): void }> | undefined;
  #waiting: (() => void) | undefined;

  constructor(private readonly parts: OutlineProviderParts) {}

  /** Registers the provider for the first time. */
  async start(): Promise<void> {
    await this.#register();
  }

  /** The symbols of some document are others. */
  changed(): void {
    this.#waiting ??= this.parts.timer(() => {
      this.#waiting = undefined;
      // A client that is going away answers no more; then there is no outline to keep.
      this.#register().catch(() => undefined);
    }, gathering);
  }

  dispose(): void {
    this.#waiting?.();
    this.#waiting = undefined;
  }

  async #register(): Promise<void> {
    const before = this.#registered;
    this.#registered = (async () => {
      (await before)?.dispose();
      return this.parts.register();
    })();
    await this.#registered;
  }
}
