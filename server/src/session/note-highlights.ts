import type { NoteAnalysis } from '../analysis/note-analysis.js';
import { byLine, changeBetween, type SaidOfNote } from '../shared/annotation-lines.js';
import type { AnnotationsChange, NoteAnnotations } from '../shared/protocol.js';
import { samePicture, type Picture } from './same-picture.js';

export interface NoteHighlightsParts {
  annotations(analysis: NoteAnalysis): NoteAnnotations;
  /** Resolves when the client has answered: true where it has taken the change in. */
  send(change: AnnotationsChange): Promise<boolean>;
}

/**
 * Keeps what the client draws of one note up to date. Sends what has changed, and no message before the client has
 * answered the last one: a long note's results come faster than they can be written, and would pile up.
 */
export class NoteHighlights {
  #picture: Picture | undefined;
  #said: SaidOfNote | undefined;
  #newest: NoteAnalysis | undefined;
  #sending = false;

  constructor(private readonly parts: NoteHighlightsParts) {}

  /** Shows a snapshot; of several that come while a message is under way, only the last. */
  show(analysis: NoteAnalysis): void {
    this.#newest = analysis;
    if (!this.#sending) void this.#send();
  }

  /** The next snapshot is sent as a whole, whether or not it has changed. */
  forget(): void {
    this.#picture = undefined;
    this.#said = undefined;
  }

  /** Nothing more is sent. */
  end(): void {
    this.#newest = undefined;
  }

  async #send(): Promise<void> {
    this.#sending = true;
    try {
      for (let analysis = this.#newest; analysis; analysis = this.#newest) {
        this.#newest = undefined;
        const { version, entities, unplaced, failures } = analysis;
        const picture = { version, entities, unplaced, failures };
        if (this.#picture && samePicture(this.#picture, picture)) continue;
        const said = byLine(this.parts.annotations(analysis));
        const change = changeBetween(this.#said, said);
        this.#picture = picture;
        this.#said = said;
        if (!(await this.parts.send(change))) this.forget();
      }
    } finally {
      this.#sending = false;
    }
  }
}
