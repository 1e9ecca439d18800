import assert from 'node:assert/strict';
import type { NoteAnalysis } from '../../server/src/analysis/note-analysis.js';
import type { TextEdit } from '../../server/src/note/edits.js';
import { parseNote } from '../../server/src/note/parse.js';
import type { ScriptedCall } from './scripted-runtime.js';
import { sentenceOf } from './scripted-runtime.js';

/** A word of a sentence as a model marks it; `start` within the sentence. */
export interface Marked {
  readonly start: number;
  readonly text: string;
  readonly type: string;
}

/** What the words mean to a model; each model knows all but one, so that its answers can be told apart. */
const lexicon: Readonly<Record<string, string>> = {
  fever: 'problem',
  cough: 'problem',
  pain: 'problem',
  aspirin: 'treatment',
  morphine: 'treatment',
};

/** What the model number `model` rightly marks in a sentence. */
export function marksOf(model: number, sentence: string): Marked[] {
  const words = Object.keys(lexicon).filter((_, index) => index !== model % Object.keys(lexicon).length);
  return Array.from(
    sentence.matchAll(
      new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{M}\\p{N}])`, 'gu'),
    ),
    ({ 0: text, index }) => ({ start: index, text, type: lexicon[text] ?? '' }),
  );
}

/** A sentence of a note, at its place. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The sentences of a text, as the store divides it. */
export function sentencesOf(text: string): Sentence[] {
  return parseNote('file:///model.note', 1, text).sentences.map(({ span, text: sentence }) => ({
    ...span,
    text: sentence,
  }));
}

/**
 * A model of the store, so simple that it can be believed: what each sentence showed after the step before, and which
 * models answered which sentence well. It does not know when an answer that is kept is put in, so it says what a
 * sentence may show and not what it must; at the end the test compares with an analysis that nothing disturbed.
 */
export class StoreModel {
  /** Well answered sentences, by model. */
  readonly #answered = new Map<string, Set<number>>();
  #shown = new Map<string, readonly string[]>();
  #snapshot: NoteAnalysis | undefined;

  /** A model answered what may have been asked of this sentence, so that the sentence may show it. */
  answered(model: number, sentence: string): void {
    this.#answered.set(sentence, (this.#answered.get(sentence) ?? new Set()).add(model));
  }

  /** Nothing is known of the note any more; what models answered is still kept. */
  forget(): void {
    this.#shown = new Map();
    this.#snapshot = undefined;
  }

  /**
   * Checks what the store shows after a step against what it showed before.
   *
   * @param edit the step, where it was one.
   */
  check(now: NoteAnalysis, text: string, edit?: TextEdit): void {
    assert.equal(now.text, text);
    const ids = new Set(now.entities.map(({ id }) => id));
    assert.equal(ids.size, now.entities.length);
    for (const { head, tail } of now.relations) assert(ids.has(head) && ids.has(tail));
    for (const { span, text: quote } of now.entities) assert.equal(text.slice(span.start, span.end), quote);
    assert(now.progress.finished <= now.progress.total);
    const sentences = sentencesOf(text);
    const shown = new Map<string, readonly string[]>();
    for (const sentence of sentences) {
      const inside = now.entities.filter(
        ({ span }) => span.start >= sentence.start && span.end <= sentence.end,
      );
      const marks = inside.map(({ span, text: quote, type }) =>
        nameOf({ start: span.start - sentence.start, text: quote, type }),
      );
      const other = shown.get(sentence.text);
      if (other) assert.deepEqual(marks, other, 'the same sentence shows two things');
      shown.set(sentence.text, marks);
    }
    for (const { span } of now.entities)
      assert(sentences.some(({ start, end }) => span.start >= start && span.end <= end));
    for (const [sentence, marks] of shown) this.#checkSentence(sentence, marks, edit !== undefined);
    if (edit && this.#snapshot) this.#checkMoved(this.#snapshot, now, sentences, edit);
    this.#shown = shown;
    this.#snapshot = now;
  }

  /** A sentence shows what it showed, or what a model said of it; after an edit also what stood of a former text. */
  #checkSentence(sentence: string, marks: readonly string[], isEdited: boolean): void {
    const before = this.#shown.get(sentence);
    const said = [...(this.#answered.get(sentence) ?? [])].map((model) =>
      marksOf(model, sentence).map(nameOf),
    );
    if (isEdited && (before ?? []).every((mark) => marks.includes(mark))) return;
    const may = [before ?? [], ...said].map((each) => each.join());
    assert(
      may.includes(marks.join()),
      `"${sentence}" shows ${marks.join()}, and may show ${may.join(' or ')}`,
    );
  }

  /** Nothing comes of an edit but what stood before, moved; and all that the edit did not come near stays. */
  #checkMoved(
    before: NoteAnalysis,
    now: NoteAnalysis,
    sentences: readonly Sentence[],
    { start, end, newLength }: TextEdit,
  ): void {
    const by = newLength - (end - start);
    const moved = before.entities.flatMap((entity) => {
      const at =
        entity.span.end <= start ? entity.span.start : entity.span.start >= end ? entity.span.start + by : -1;
      return at < 0 ? [] : [{ entity, at, isFar: entity.span.end < start || entity.span.start > end }];
    });
    const nowAt = new Set(now.entities.map(({ span, type }) => `${span.start} ${type}`));
    for (const { entity, at, isFar } of moved) {
      const home = sentences.find((each) => at >= each.start && at + entity.text.length <= each.end);
      // A sentence that was known already shows what is known of it.
      if (!isFar || !home || this.#shown.has(home.text)) continue;
      assert(nowAt.has(`${at} ${entity.type}`), `${entity.text} at ${at} was lost to an edit`);
    }
    // What moved into a sentence shows wherever the note says the same.
    const homeOf = (at: number, end: number): Sentence | undefined =>
      sentences.find((each) => at >= each.start && end <= each.end);
    const nameIn = (home: Sentence, at: number, type: string): string =>
      `${home.text} ${at - home.start} ${type}`;
    const movedTo = new Set(
      moved.map(({ entity, at }) => {
        const home = homeOf(at, at + entity.text.length);
        return home && nameIn(home, at, entity.type);
      }),
    );
    for (const { span, type, text } of now.entities) {
      const home = homeOf(span.start, span.end);
      const mark = home && nameOf({ start: span.start - home.start, text, type });
      if (!home || this.#shown.get(home.text)?.includes(mark ?? '')) continue;
      assert(movedTo.has(nameIn(home, span.start, type)), `${text} at ${span.start} came of an edit`);
    }
  }
}

/** Checks the calls that the engine works on: none for text that has gone, none twice, no more than slots. */
export function checkCalls(calls: readonly ScriptedCall[], text: string, slots: number): void {
  const running = calls.filter(({ ended, signal }) => !ended && !signal.aborted);
  assert(running.length <= slots, `${running.length} calls run in ${slots} slots`);
  const inputs = running.map(({ prompt }) => `${prompt.prefix}${prompt.input}`);
  assert.equal(new Set(inputs).size, inputs.length, 'a call runs twice');
  const sentences = new Set(sentencesOf(text).map((sentence) => spaced(sentence.text)));
  for (const { prompt } of running) {
    for (const sentence of restsOn(prompt)) {
      assert(sentences.has(spaced(sentence)), `a call runs for text that has gone: ${sentence}`);
    }
  }
}

/** The sentences that a prompt rests on; none where it does not say. */
function restsOn(prompt: ScriptedCall['prompt']): string[] {
  if (prompt.task === 'ner') return [sentenceOf(prompt)];
  if (prompt.task !== 'nli') return [];
  return Array.from(prompt.input.matchAll(/^(?:Premise|Hypothesis): (".*")$/gm), ([, quoted = '""']) =>
    String(JSON.parse(quoted)),
  );
}

function nameOf({ start, text, type }: Marked): string {
  return `${start} ${text}/${type}`;
}

function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
