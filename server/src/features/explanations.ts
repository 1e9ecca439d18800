import { LRUCache } from 'lru-cache';
import { textOf } from '../note/span.js';
import type { NoteAnalysis, Relation } from '../analysis/note-analysis.js';
import type { Timer } from '../shared/timer.js';

/** Asks a model to put a relation into words; `undefined` if the model cannot. */
export type AskForExplanation = (
  uri: string,
  relation: string,
  signal: AbortSignal,
  onText: (text: string) => void,
) => Promise<string | undefined>;

/**
 * Explanations of relations, by their evidence: requested once, then shown in every hover. The text comes from a
 * model and must be escaped where it is shown.
 */
export class Explanations {
  #known = emptyStore();
  readonly #pending = new Map<string, Promise<string | undefined>>();

  constructor(
    private readonly ask: AskForExplanation,
    private readonly timer: Timer,
  ) {}

  /**
   * Explains `relation`; `onText` gets the pieces as they come.
   *
   * @throws what the model's call threw, or the signal's reason.
   */
  async explain(
    analysis: NoteAnalysis,
    relation: Relation,
    signal: AbortSignal,
    onText: (text: string) => void,
  ): Promise<string | undefined> {
    const key = keyOf(analysis, relation);
    // What arrives after `clear` goes into the discarded store.
    const store = this.#known;
    const known = store.get(key);
    if (known !== undefined) return known;
    const asked = this.ask(analysis.uri, relation.id, signal, onText);
    this.#pending.set(key, asked);
    try {
      const text = (await asked)?.trim();
      if (text === undefined || text === '') return undefined;
      store.set(key, text);
      return text;
    } finally {
      if (this.#pending.get(key) === asked) this.#pending.delete(key);
    }
  }

  /**
   * The explanation of `relation`, if there is one. If it is being written, waits up to `milliseconds`. Never
   * asks the model.
   */
  async within(
    analysis: NoteAnalysis,
    relation: Relation,
    milliseconds: number,
  ): Promise<string | undefined> {
    const key = keyOf(analysis, relation);
    const known = this.#known.get(key);
    const pending = this.#pending.get(key);
    if (known !== undefined || pending === undefined) return known;
    return new Promise((resolve) => {
      const cancel = this.timer(() => {
        resolve(undefined);
      }, milliseconds);
      pending
        .then(
          () => this.#known.get(key),
          () => undefined,
        )
        .then((text) => {
          cancel();
          resolve(text);
        }, resolve);
    });
  }

  /** Forgets all explanations, because another model explains differently. */
  clear(): void {
    this.#known = emptyStore();
    this.#pending.clear();
  }
}

function emptyStore(): LRUCache<string, string> {
  return new LRUCache({ max: 200 });
}

function keyOf({ uri, text }: NoteAnalysis, { code, head, tail, evidence }: Relation): string {
  return JSON.stringify([uri, code, head, tail, textOf(text, evidence)]);
}
