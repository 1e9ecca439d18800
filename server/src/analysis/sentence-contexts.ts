import { definitionsFor, definitionsIn } from '../note/definitions.js';
import type { Note } from '../note/note.js';
import { timesOf } from '../note/times.js';
import type { StatementContext } from '../tasks/nli/statement-contexts.js';

/** What a note says around its sentences. Each is looked at where it stands first. */
export class SentenceContexts {
  #definitions: ReadonlyMap<string, string> | undefined;
  #times: readonly (string | undefined)[] | undefined;

  /** @param texts the index of each sentence. */
  constructor(
    private readonly note: Note,
    private readonly texts: ReadonlyMap<string, number>,
  ) {}

  /** The heading above a sentence; `undefined` if there is none. */
  headingOf(sentence: string): string | undefined {
    const { sections, sentences } = this.note;
    const section = sentences[this.texts.get(sentence) ?? -1]?.section;
    return section === undefined ? undefined : sections[section]?.title;
  }

  /** Its heading, the expansions of its abbreviations, and the time that the layout gives it, as far as there are any. */
  of(sentence: string): StatementContext {
    const heading = this.headingOf(sentence);
    this.#definitions ??= definitionsIn(this.note.text);
    const abbreviations = definitionsFor(sentence, this.#definitions);
    this.#times ??= timesOf(this.note);
    const time = this.#times[this.texts.get(sentence) ?? -1];
    return {
      ...(heading !== undefined && { heading }),
      ...(abbreviations.length > 0 && { abbreviations }),
      ...(time !== undefined && { time }),
    };
  }
}
