import { countWhile } from '../note/count-while.js';
import { movedThrough, type TextEdit } from '../note/edits.js';
import type { Note, Sentence } from '../note/note.js';
import { parseNote } from '../note/parse.js';
import { contains, overlaps, textOf, type Span } from '../note/span.js';
import { AskedResults } from './asked-results.js';
import { SentenceContexts } from './sentence-contexts.js';
import type { StatementContext } from '../tasks/nli/statement-contexts.js';
import type { Mention } from '../tasks/ner/entity.js';
import type { Schema } from '../tasks/schema.js';
import {
  carriedStamp,
  sentenceResult,
  type JudgedPair,
  type PairVerdict,
  type ReadSentence,
  type SentenceResult,
} from './results.js';
import { narrowed, survivor } from './survivors.js';

/** The most sentences of a note that are analyzed. The rest is reported as not analyzed. */
export const maxSentences = 20_000;

/** The most text that is split into sentences, in UTF-16 code units. Every edit splits it again. */
export const maxText = 2_000_000;

/**
 * One open note and its results. A result belongs to the text of a sentence and not to its place, so an edit
 * costs only the sentences whose text it changed. In these, mentions that survived the edit stay until a model
 * has read the sentence again.
 */
export class NoteDocument {
  /** Counts readings of entities. */
  readings = 0;
  /** Whether everything requested is done. */
  settled = false;
  failed = false;
  viewport: readonly Span[] = [];
  readonly asked = new AskedResults();
  #typedUpTo: number | undefined;
  #note: Note | undefined;
  #sentences: readonly Sentence[] | undefined;
  #texts: ReadonlyMap<string, number> | undefined;
  #contexts: SentenceContexts | undefined;
  #results = new Map<string, SentenceResult>();
  #pairs = new Map<string, JudgedPair>();
  #pairsLeftOut = 0;
  readonly #numbers = new Map<string, number>();
  #nextNumber = 0;

  constructor(
    readonly uri: string,
    public version: number,
    public text: string,
    public active: boolean,
  ) {}

  /** The parsed note; of a very long one, the beginning. */
  get note(): Note {
    this.#note ??= parseNote(this.uri, this.version, this.text.slice(0, this.#end));
    return this.#note;
  }

  /** Where the analyzed part ends; `undefined` if it is the whole text. */
  get analyzedUpTo(): number | undefined {
    const next = this.note.sentences[maxSentences];
    return next?.span.start ?? (this.#end < this.text.length ? this.#end : undefined);
  }

  /** The sentences that are analyzed: the first {@link maxSentences}. */
  get sentences(): readonly Sentence[] {
    this.#sentences ??= this.note.sentences.slice(0, maxSentences);
    return this.#sentences;
  }

  /** Each distinct sentence, in order, with the index of its first occurrence. */
  get texts(): ReadonlyMap<string, number> {
    if (!this.#texts) {
      const texts = new Map<string, number>();
      for (const [index, { text }] of this.sentences.entries()) {
        if (!texts.has(text)) {
          texts.set(text, index);
        }
      }
      this.#texts = texts;
    }
    return this.#texts;
  }

  get hasResults(): boolean {
    return this.#results.size > 0;
  }

  /** Pairs of statements worth comparing, the best first. */
  get pairs(): Iterable<JudgedPair> {
    return this.#pairs.values();
  }

  /**
   * Where the last edit ended, if it stopped inside a line at the end of a word: the word may not be finished, and
   * what a model makes of its first letter is not to be shown.
   */
  get typedUpTo(): number | undefined {
    return this.#typedUpTo;
  }

  /** How many more pairs there were than may be compared. */
  get pairsLeftOut(): number {
    return this.#pairsLeftOut;
  }

  get #around(): SentenceContexts {
    this.#contexts ??= new SentenceContexts(this.note, this.texts);
    return this.#contexts;
  }

  /** Where the sentence first occurs; `undefined` if it is gone. */
  spanOf(sentence: string): Span | undefined {
    return this.sentences[this.texts.get(sentence) ?? -1]?.span;
  }

  /** The heading above the first occurrence of the sentence; `undefined` if there is none. */
  headingOf(sentence: string): string | undefined {
    return this.#around.headingOf(sentence);
  }

  /** What the note says around the sentence where it stands first. */
  contextOf(sentence: string): StatementContext {
    return this.#around.of(sentence);
  }

  resultOf(sentence: string): SentenceResult | undefined {
    return this.#results.get(sentence);
  }

  /** A number for a sentence, stable as long as the sentence is in the note. */
  numberOf(sentence: string): number {
    const number = this.#numbers.get(sentence) ?? this.#nextNumber++;
    this.#numbers.set(sentence, number);
    return number;
  }

  /**
   * Sets a new text. Results of sentences that are gone are dropped; mentions that survive in a changed sentence
   * move into it.
   *
   * @param edits applied in order, each to the text that the previous edit left.
   */
  change(version: number, text: string, edits: readonly TextEdit[], schema: Schema): void {
    const former = this.#note;
    const before = this.text;
    this.version = version;
    this.text = text;
    this.#typedUpTo = wordEndIn(text, edits.at(-1));
    this.#note = undefined;
    this.#sentences = undefined;
    this.#texts = undefined;
    this.#contexts = undefined;
    if (!former || !this.hasResults) {
      this.settled = false;
      return;
    }
    const results = this.#results;
    const arrived = this.sentences.filter(
      ({ text }) => (results.get(text)?.stamp ?? carriedStamp) === carriedStamp,
    );
    const carried =
      arrived.length === 0 ? new Map<string, Mention[]>() : this.#carry(former, before, edits, arrived);
    for (const sentence of results.keys()) {
      if (!this.texts.has(sentence)) {
        results.delete(sentence);
        this.#numbers.delete(sentence);
      }
    }
    for (const [sentence, mentions] of carried) {
      results.set(sentence, sentenceResult(sentence, { stamp: carriedStamp, mentions }, schema, undefined));
    }
    for (const [name, { premise, hypothesis }] of this.#pairs) {
      if (!this.texts.has(premise) || !this.texts.has(hypothesis)) {
        this.#pairs.delete(name);
      }
    }
    this.settled &&= arrived.length === 0;
  }

  /** Replaces a sentence's entities, if the sentence is still in the note. */
  setEntities(sentence: string, read: ReadSentence, schema: Schema): void {
    if (this.texts.has(sentence)) {
      this.#results.set(sentence, sentenceResult(sentence, read, schema, this.#results.get(sentence)));
      this.readings++;
    }
  }

  /** Records the verdict on a pair of mentions, if `result` is still the sentence's current result. */
  setVerdict(sentence: string, result: SentenceResult, candidate: number, verdict: PairVerdict): void {
    const known = this.#results.get(sentence);
    if (known?.candidates === result.candidates) {
      const kept = withFailure(known.verdicts[candidate], verdict);
      this.#results.set(sentence, { ...known, verdicts: known.verdicts.with(candidate, kept) });
    }
  }

  /** Replaces the pairs worth comparing; verdicts on those that stay, stay. */
  setPairs(pairs: readonly Omit<JudgedPair, 'verdict'>[], leftOut: number): void {
    const former = this.#pairs;
    this.#pairsLeftOut = leftOut;
    this.#pairs = new Map(
      pairs.map((pair) => {
        const name = nameOf(pair);
        const verdict = former.get(name)?.verdict;
        return [name, verdict ? { ...pair, verdict } : pair];
      }),
    );
  }

  /** Records the verdict on a pair, if the pair is still one of the note's. */
  setJudgement(pair: JudgedPair, verdict: NonNullable<JudgedPair['verdict']>): void {
    const known = this.#pairs.get(nameOf(pair));
    if (known) {
      this.#pairs.set(nameOf(pair), { ...known, verdict: withFailure(known.verdict, verdict) });
    }
  }

  /** Discards everything but the text. */
  clear(): void {
    this.#results = new Map();
    this.#pairs = new Map();
    this.#pairsLeftOut = 0;
    this.#numbers.clear();
    this.asked.clear();
    this.settled = false;
    this.failed = false;
  }

  /** The end of a line if possible, so no sentence is cut. */
  get #end(): number {
    return this.text.length <= maxText
      ? this.text.length
      : this.text.lastIndexOf('\n', maxText - 1) + 1 || maxText;
  }

  #carry(
    former: Note,
    before: string,
    edits: readonly TextEdit[],
    arrived: readonly Sentence[],
  ): Map<string, Mention[]> {
    // A sentence that was in the note before keeps its mentions, wherever it is now.
    const carried = new Map<string, Mention[]>();
    for (const { text } of arrived) {
      const known = this.#results.get(text)?.mentions ?? [];
      if (known.length > 0) {
        carried.set(text, [...known]);
      }
    }
    const steps = narrowed(before, this.text, edits);
    for (const sentence of former.sentences) {
      if (!reachesInto(arrived, sentence.span, steps)) {
        continue;
      }
      for (const mention of this.#results.get(sentence.text)?.mentions ?? []) {
        const start = sentence.span.start + mention.span.start;
        const moved = survivor({ start, end: start + mention.text.length }, before, this.text, steps);
        const home = moved && sentenceAround(arrived, moved);
        if (!home) {
          continue;
        }
        const span = { start: moved.start - home.span.start, end: moved.end - home.span.start };
        const mentions = carried.get(home.text) ?? [];
        if (!mentions.some((other) => isSame(other, span, mention.type))) {
          mentions.push({ ...mention, span, text: textOf(home.text, span) });
        }
        carried.set(home.text, mentions);
      }
    }
    return carried;
  }
}

/** The verdict after another attempt. A failed attempt removes nothing. */
function withFailure<V extends { readonly failure?: string }>(former: V | undefined, verdict: V): V {
  return verdict.failure === undefined ? verdict : { ...former, ...verdict };
}

/** Where an edit ended, if that is behind a word. */
function wordEndIn(text: string, edit: TextEdit | undefined): number | undefined {
  const end = edit && edit.start + edit.newLength;
  return end !== undefined && /^[\p{L}\p{N}](?![\p{L}\p{N}])/u.test(text.slice(end - 1, end + 2))
    ? end
    : undefined;
}

function isSame(mention: Mention, span: Span, type: string): boolean {
  return mention.span.start === span.start && mention.span.end === span.end && mention.type === type;
}

function nameOf({ premise, hypothesis }: Pick<JudgedPair, 'premise' | 'hypothesis'>): string {
  return JSON.stringify([premise, hypothesis]);
}

/** Whether a span of the old text may overlap one of these sentences of the new text. */
function reachesInto(sentences: readonly Sentence[], span: Span, edits: readonly TextEdit[]): boolean {
  let moved: Span = span;
  for (const edit of edits) {
    moved = movedThrough(moved, edit) ?? {
      start: Math.min(moved.start, edit.start),
      end: Math.max(moved.end, edit.end) + Math.max(0, edit.newLength - (edit.end - edit.start)),
    };
  }
  const next = sentences[countWhile(sentences, ({ span }) => span.end <= moved.start)];
  return next !== undefined && overlaps(next.span, moved);
}

/** The sentence that contains `span`. Sentences are in order. */
function sentenceAround(sentences: readonly Sentence[], span: Span): Sentence | undefined {
  const sentence = sentences[countWhile(sentences, (other) => other.span.end < span.end)];
  return sentence && contains(sentence.span, span) ? sentence : undefined;
}
