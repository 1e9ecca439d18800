import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { NoteAnalysis } from '../analysis/note-analysis.js';
import type { Circumstances, Decision } from '../review/decision.js';
import type { LogEntry, ProposalOrigin } from '../review/log.js';
import type { ReviewedNote } from '../review/reviewed-note.js';
import type { Schema } from '../tasks/schema.js';
import type { ReviewProgress } from '../shared/review.js';
import { NoteReview } from './note-review.js';
import type { ReviewDisk } from './review-disk.js';
import { fileSentence } from './review-words.js';
import { mergedWith } from './reviewed-analysis.js';

export interface ReviewsParts {
  readonly disk: ReviewDisk;
  schema(): Schema;
  /** Who reviews, and when. */
  circumstances(): Omit<Circumstances, 'digest' | 'proposals' | 'origin'>;
  /** What proposes the entities of notes now; `undefined` if nothing does. Never rejects. */
  origin(): Promise<ProposalOrigin | undefined>;
  /** People's annotations of a note have changed. */
  changed(uri: string): void;
}

interface Held {
  readonly review: NoteReview;
  merged: WeakMap<NoteAnalysis, NoteAnalysis>;
}

/** The reviews of the open notes that are files of this machine. */
export class Reviews {
  readonly #held = new Map<string, Held>();

  constructor(private readonly parts: ReviewsParts) {}

  /**
   * A snapshot with people's annotations: with confirmed mentions and relations, and without what they
   * rejected.
   */
  merged(analysis: NoteAnalysis): NoteAnalysis {
    const held = this.#of(analysis.uri);
    if (!held) return analysis;
    const known = held.merged.get(analysis);
    if (known) return known;
    const reviewed = held.review.of(analysis.text);
    const merged = reviewed ? mergedWith(analysis, reviewed, this.parts.schema()) : analysis;
    held.merged.set(analysis, merged);
    return merged;
  }

  /**
   * A snapshot of a note, open or not, with people's annotations, read from its files now; `undefined` if there
   * are none. Rejects with a sentence for the user if the files cannot be used.
   */
  async ofUnopened(
    analysis: NoteAnalysis,
  ): Promise<{ readonly merged: NoteAnalysis; readonly stale: number } | undefined> {
    const { disk } = this.parts;
    const path = disk.pathOf(analysis.uri);
    if (path === undefined) return undefined;
    const review = new NoteReview(analysis.uri, path, disk);
    await review.refresh();
    review.requireUsable();
    const reviewed = review.of(analysis.text);
    return (
      reviewed && {
        merged: mergedWith(analysis, reviewed, this.parts.schema()),
        stale: reviewed.stale.length,
      }
    );
  }

  /** How far a review has come; `undefined` if nobody has begun one. */
  progress(analysis: NoteAnalysis): ReviewProgress | undefined {
    const reviewed = this.#held.get(analysis.uri)?.review.of(analysis.text);
    if (!reviewed) return undefined;
    const { entities } = this.merged(analysis);
    const confirmed = entities.filter(({ state }) => state === 'confirmed').length;
    return {
      confirmed,
      proposed: entities.length - confirmed,
      sentences: reviewed.identities.length,
      reviewedSentences: reviewed.reviewedSentences.size,
      note: reviewed.noteReviewed,
      stale: reviewed.stale,
      unusable: reviewed.problems,
    };
  }

  /** Why nothing can be decided on a note, in a sentence for the user; `undefined` if something can. */
  problem(uri: string): string | undefined {
    return this.#held.get(uri)?.review.problem;
  }

  /** Reads the files of a review again. Rejects with a sentence for the user. */
  async refresh(uri: string): Promise<void> {
    const held = this.#required(uri);
    try {
      await held.review.refresh();
    } finally {
      this.#changed(uri, held);
    }
  }

  /**
   * Carries out a decision about a note. Rejects with a sentence for the user.
   *
   * @returns what was logged.
   */
  async decide({ uri, text, entities }: NoteAnalysis, decision: Decision): Promise<readonly LogEntry[]> {
    const held = this.#required(uri);
    try {
      const origin = await this.parts.origin();
      const circumstances = {
        ...this.parts.circumstances(),
        proposals: entities,
        ...(origin && { origin }),
      };
      return await held.review.decide(text, decision, circumstances);
    } finally {
      this.#changed(uri, held);
    }
  }

  /**
   * People's annotations of a note, from its current files, and where these are. Rejects with a sentence for
   * the user.
   */
  async read(
    uri: string,
    text: string,
  ): Promise<{ readonly reviewed: ReviewedNote; readonly paths: readonly string[] }> {
    const held = this.#of(uri);
    if (!held) throw new ResponseError(LSPErrorCodes.RequestFailed, fileSentence('not-a-file'));
    return { reviewed: await held.review.read(text), paths: held.review.paths };
  }

  /** The note was saved: annotations that its edits have moved are written where they are now. */
  async saved(uri: string, text: string): Promise<void> {
    const held = this.#held.get(uri);
    if (!held) return;
    await held.review.follow(text, { ...this.parts.circumstances(), proposals: [] });
    this.#changed(uri, held);
  }

  /** Files have changed, perhaps those of open reviews: these are read again. */
  async changedOutside(uris: readonly string[]): Promise<void> {
    const paths = new Set(uris.map((uri) => this.parts.disk.pathOf(uri)));
    const affected = Array.from(this.#held).filter(([, { review }]) =>
      review.paths.some((path) => paths.has(path)),
    );
    for (const [uri, held] of affected) {
      if (await held.review.refresh()) this.#changed(uri, held);
    }
  }

  close(uri: string): void {
    this.#held.delete(uri);
  }

  #required(uri: string): Held {
    const held = this.#of(uri);
    if (!held) throw new ResponseError(LSPErrorCodes.RequestFailed, fileSentence('not-a-file'));
    return held;
  }

  #of(uri: string): Held | undefined {
    const known = this.#held.get(uri);
    if (known) return known;
    const path = this.parts.disk.pathOf(uri);
    if (path === undefined) return undefined;
    const held: Held = { review: new NoteReview(uri, path, this.parts.disk), merged: new WeakMap() };
    this.#held.set(uri, held);
    held.review.refresh().then(
      (found) => {
        if (found) this.#changed(uri, held);
      },
      // What cannot be read now is told of with the first decision.
      () => undefined,
    );
    return held;
  }

  #changed(uri: string, held: Held): void {
    held.merged = new WeakMap();
    if (this.#held.get(uri) === held) this.parts.changed(uri);
  }
}
