import type { Uri } from 'vscode';

/** The part of the editor's memory that is needed; `vscode.Memento` fits it. */
interface Memory {
  get<T>(key: string, fallback: T): T;
  update(key: string, value: unknown): PromiseLike<void>;
}

const memoryKey = 'switched';

/** How many choices are remembered: the newest. */
const mostRemembered = 500;

/**
 * Which documents the user has switched on or off. The choices outlive the window; the server is told whenever it
 * starts.
 */
export class Switched {
  readonly #choices: Map<string, boolean>;
  readonly #listeners = new Set<() => void>();

  /** @param memory that of the workspace. */
  constructor(private readonly memory: Memory) {
    this.#choices = new Map(Object.entries(memory.get<Record<string, boolean>>(memoryKey, {})));
  }

  /** Keeps what the user has said of a document, over what was said before. */
  set(uri: Pick<Uri, 'toString'>, active: boolean): void {
    this.#choices.delete(uri.toString());
    this.#choices.set(uri.toString(), active);
    this.#changed();
  }

  /** What the user has said of a document; `undefined` if nothing was. */
  get(uri: Pick<Uri, 'toString'>): boolean | undefined {
    return this.#choices.get(uri.toString());
  }

  /** A document was closed. The name of one that was never saved is given to the next. */
  closed({ uri, isUntitled }: { readonly uri: Pick<Uri, 'toString'>; readonly isUntitled: boolean }): void {
    if (isUntitled && this.#choices.delete(uri.toString())) this.#changed();
  }

  /** Everything that was said, by URI. */
  get all(): Readonly<Record<string, boolean>> {
    return Object.fromEntries(this.#choices);
  }

  /** Calls `listener` after each choice. Returns a function that takes it off. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    const kept = [...this.#choices].filter(([uri]) => !uri.startsWith('untitled:')).slice(-mostRemembered);
    void this.memory.update(memoryKey, Object.fromEntries(kept));
    for (const listener of this.#listeners) listener();
  }
}
