import type { Timer } from '../shared/timer.js';

/** How long changes are collected before the outline is registered again, in milliseconds. */
const gathering = 500;

export interface OutlineProviderParts {
  /** Registers the provider with the client. */
  register(): Promise<{ dispose(): void }>;
  readonly timer: Timer;
}

/**
 * Keeps the editor's outline up to date. LSP cannot say that a document's symbols have changed while its text
 * has not, and editors cache the first answer. Registering the provider again makes them ask again.
 */
export class OutlineProvider {
  #registered: Promise<{ dispose(): void }> | undefined;
  #waiting: (() => void) | undefined;

  constructor(private readonly parts: OutlineProviderParts) {}

  /** Registers the provider for the first time. */
  async start(): Promise<void> {
    await this.#register();
  }

  /** The symbols of some document have changed. */
  changed(): void {
    this.#waiting ??= this.parts.timer(() => {
      this.#waiting = undefined;
      // A client that is shutting down no longer answers, and needs no outline.
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
      // One registration that the client refused must not keep the next from being made.
      (await before?.catch(() => undefined))?.dispose();
      return this.parts.register();
    })();
    await this.#registered;
  }
}
