import type { Span } from '../../note/span.js';
import { overlaps } from '../../note/span.js';
import type { ShownPassage } from '../../tasks/cited/passages.js';
import { weightOf } from '../../tasks/cited/windows.js';
import { rankAgainst } from '../../tasks/nli/candidates.js';
import type { ModelProfile } from '../../tasks/profile.js';
import type { NoteDocument } from '../document.js';
import { nearnessTo } from '../nearness.js';
import type { NoteParts } from './note-parts.js';

/** A sentence of a note at its place. */
export interface Passage extends ShownPassage {
  readonly span: Span;
}

/** The passages that a model was shown, and of how many. */
export interface ChosenPassages {
  readonly passages: readonly Passage[];
  readonly of: number;
}

/** What the constant part of a prompt takes at most, in tokens. */
const instructionTokens = 800;

/** Characters of English clinical text in a token, on the safe side. */
const charactersPerToken = 2.5;

/** The minimum and maximum text in one call, in characters: long prompts make models miss things. */
const leastShown = 1_000;
const mostShown = 12_000;

/** The most passages that are placed by their meaning for one question. */
const mostPlaced = 600;

/** The sentences of a note, or those that `range` touches. */
export function passagesOf(document: NoteDocument, range?: Span): Passage[] {
  const { sections } = document.note;
  return document.sentences
    .filter(({ span }) => range === undefined || overlaps(span, range))
    .map(({ span, text, section }) => ({ span, text, heading: sections[section]?.title }));
}

/**
 * How much text fits into one call to a model, in the unit of {@link weightOf}.
 *
 * @param replyTokens the maximum number of tokens reserved for the reply.
 */
export function roomFor({ contextLength }: ModelProfile, replyTokens: number): number {
  const tokens = contextLength - instructionTokens - replyTokens;
  return Math.max(leastShown, Math.min(mostShown, Math.floor(tokens * charactersPerToken)));
}

/**
 * The passages to show for a question, in note order: all of them if they fit; otherwise those nearest to it in
 * meaning according to the encoder or, without one, those that share most with it.
 *
 * @throws ModelError if the encoder fails as a whole; or the signal's reason.
 */
export async function choosePassages(
  parts: NoteParts,
  passages: readonly Passage[],
  question: string,
  room: number,
  signal: AbortSignal,
): Promise<ChosenPassages> {
  const of = passages.length;
  if (passages.reduce((sum, passage) => sum + weightOf(passage), 0) <= room) return { passages, of };
  const best = await nearest(parts, passages, question, signal);
  const chosen = new Set<number>();
  let left = room;
  for (const { index } of best) {
    const weight = weightOf(passages[index] ?? { text: '' });
    if (weight > left) continue;
    left -= weight;
    chosen.add(index);
  }
  return { passages: passages.filter((_, index) => chosen.has(index)), of };
}

/** Passages by index, the best for a question first, with their nearness if an encoder placed them. */
export async function nearest(
  parts: NoteParts,
  passages: readonly Passage[],
  question: string,
  signal: AbortSignal,
): Promise<{ readonly index: number; readonly nearness?: number }[]> {
  const statements = passages.map(({ text, heading }) => ({
    text: heading === undefined ? text : `${heading}: ${text}`,
    mentions: [],
  }));
  const byWords = rankAgainst(question, statements);
  const placed = byWords.slice(0, mostPlaced);
  const texts = placed.map((index) => passages[index]?.text ?? '');
  const nearness = await nearnessTo(parts, question, texts, signal);
  if (!nearness) return byWords.map((index) => ({ index }));
  return placed
    .map((index, place) => ({ index, nearness: nearness[place] ?? 0 }))
    .sort((a, b) => b.nearness - a.nearness || a.index - b.index);
}
