import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Entity, NoteAnalysis, Relation } from '../analysis/note-analysis.js';
import { spanOf } from '../features/note-view.js';
import type { Circumstances, Decision, Target } from '../review/decision.js';
import type { ProposalOrigin } from '../review/log.js';
import type { ReviewedNote } from '../review/reviewed-note.js';
import { sentenceAt } from '../review/sentence-identity.js';
import { shown } from '../review/shown.js';
import { assertions } from '../tasks/ner/entity.js';
import type { Schema } from '../tasks/schema.js';
import type { ReviewedMention, ReviewParams, ReviewProgress } from '../shared/review.js';
import { NoteReview } from './note-review.js';
import type { ReviewDisk } from './review-disk.js';
import { fileSentence } from './review-words.js';

export interface ReviewsParts {
  readonly disk: ReviewDisk;
  schema(): Schema;
  /** Who reviews, and when. */
  circumstances(): Omit<Circumstances, 'digest' | 'proposals' | 'origin'>;
  /** What proposes the entities of notes now; `undefined` if nothing does. Never rejects. */
  origin(): Promise<ProposalOrigin | undefined>;
  /** What people said of a note has changed. */
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

  /** A snapshot with what people said: confirmed mentions and relations, and without what they decided against. */
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
      unusable: reviewed.problems.map(({ line }) => line),
    };
  }

  /** Carries out what the client asks for. Rejects with a sentence for the user. */
  async decide(params: ReviewParams, document: TextDocument, analysis: NoteAnalysis): Promise<void> {
    const held = this.#of(params.uri);
    if (!held) throw new ResponseError(LSPErrorCodes.RequestFailed, fileSentence('not-a-file'));
    try {
      if (params.action === 'refresh') {
        await held.review.refresh();
        return;
      }
      const decision = decisionOf(params, document);
      const text = document.getText();
      const origin = await this.parts.origin();
      const circumstances = {
        ...this.parts.circumstances(),
        proposals: analysis.entities,
        ...(origin && { origin }),
      };
      await held.review.decide(text, decision, circumstances);
    } finally {
      this.#changed(params.uri, held);
    }
  }

  /** The note was saved: annotations that its edits have moved are written where they are now. */
  async saved(uri: string, text: string): Promise<void> {
    const held = this.#held.get(uri);
    if (!held) return;
    await held.review.follow(text, { ...this.parts.circumstances(), proposals: [] });
    this.#changed(uri, held);
  }

  close(uri: string): void {
    this.#held.delete(uri);
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

function mergedWith(analysis: NoteAnalysis, reviewed: ReviewedNote, schema: Schema): NoteAnalysis {
  const { proposed, confirmed, relations, confirmedRelations } = shown(
    reviewed,
    analysis.entities,
    analysis.relations,
  );
  const entities = [
    ...proposed.map((entity): Entity => ({ ...entity, state: 'proposed' })),
    ...confirmed.map(({ entity: { span, type, assertion }, id, proposal }): Entity => ({
      id,
      span,
      type,
      text: analysis.text.slice(span.start, span.end),
      sentence: sentenceAt(reviewed.note.sentences, span.start),
      alignment: 'exact',
      state: 'confirmed',
      ...(assertion !== undefined && { assertion }),
      ...(proposal?.confidence !== undefined && { confidence: proposal.confidence }),
    })),
  ].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const places = new Map(entities.map(({ id, span }) => [id, span]));
  const said = confirmedRelations.flatMap(({ code, head, tail }, index): Relation[] => {
    const [from, to] = [places.get(head), places.get(tail)];
    if (!from || !to) return [];
    const gloss = schema.relations.find((type) => type.code === code)?.gloss ?? code;
    const evidence = { start: Math.min(from.start, to.start), end: Math.max(from.end, to.end) };
    return [{ id: `ann:R${index}`, code, gloss, head, tail, evidence }];
  });
  return { ...analysis, entities, relations: [...relations, ...said] };
}

function decisionOf(params: ReviewParams, document: TextDocument): Decision {
  const needed = <T>(value: T | undefined): T => {
    if (value === undefined)
      throw new ResponseError(LSPErrorCodes.RequestFailed, 'incomplete review request');
    return value;
  };
  const at = (mention: ReviewedMention | undefined): Target => {
    const { range, type } = needed(mention);
    return { span: spanOf(document, range), type };
  };
  const { action } = params;
  switch (action) {
    case 'accept':
    case 'reject':
    case 'remove':
    case 'add':
      return { action, target: at(params.target) };
    case 'retype':
      return { action, target: at(params.target), type: needed(params.value) };
    case 'assert':
      return {
        action,
        target: at(params.target),
        assertion: needed(assertions.find((one) => one === params.value)),
      };
    case 'resize':
      return { action, target: at(params.target), span: spanOf(document, needed(params.range)) };
    case 'relate':
    case 'unrelate':
      return { action, target: at(params.target), tail: at(params.tail), code: needed(params.value) };
    case 'acceptSentence':
    case 'sentenceReviewed':
      return { action, offset: document.offsetAt(needed(params.position)) };
    case 'acceptType':
      return { action, type: needed(params.value), confidence: params.confidence ?? 0 };
    case 'noteReviewed':
    case 'undo':
      return { action };
    case 'refresh':
    default:
      throw new ResponseError(LSPErrorCodes.RequestFailed, 'unknown review action');
  }
}
