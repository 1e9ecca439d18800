import { answerShape } from '../../asking/written-shapes.js';
import { answerCall, answerTokens } from '../../tasks/answer/answer.js';
import { notStated, type NoteQuestion } from '../../tasks/answer/form.js';
import { asked, requireWriter, writes, type NoteParts } from './note-parts.js';
import { choosePassages, nearest, passagesOf, roomFor } from './passages.js';
import { passagesWith } from './sources.js';
import { checkClaims, type CheckedSentence, type Source } from './support.js';

/** How much of a note was read. */
export interface PassagesRead {
  readonly read: number;
  readonly of: number;
}

/** An answer that a model wrote, with the passages behind it. */
export interface WrittenOutcome extends PassagesRead {
  readonly kind: 'answer';
  /** In a few words, or a label; `not stated`. */
  readonly answer: string;
  /** The answer as a sentence, checked; absent if nothing is stated. */
  readonly sentence?: CheckedSentence;
  /** Of each label, where labels were chosen from. */
  readonly probabilities?: Readonly<Record<string, number>>;
}

/** The passages nearest in meaning, from a model that writes nothing. */
export interface NearestOutcome extends PassagesRead {
  readonly kind: 'passages';
  /** The nearest first. */
  readonly passages: readonly (Source & { readonly nearness: number })[];
}

/** The model's reply could not be used. */
export interface NoOutcome extends PassagesRead {
  readonly kind: 'none';
  /** A reply problem's code. */
  readonly failure: string;
}

export type AskOutcome = WrittenOutcome | NearestOutcome | NoOutcome;

/** How many passages replace an answer if nothing is written. */
const mostNearest = 5;

/**
 * Answers a question about a note from the relevant passages. Each answer comes with the passages behind it, checked
 * by the inference task. With only an encoder, the passages nearest in meaning replace the answer.
 *
 * @param onText receives the reply as it arrives; it is checked only when complete.
 * @throws ModelError if the model can do neither, or fails; or the signal's reason.
 */
export async function answerQuestion(
  parts: NoteParts,
  question: NoteQuestion,
  signal: AbortSignal,
  onText?: (text: string) => void,
): Promise<AskOutcome> {
  const { asker, document, runtime } = parts;
  const all = passagesOf(document);
  if (!writes(runtime) && runtime.encoder?.profile.encoder?.embeds === true) {
    const ranked = await nearest(parts, all, question.text, signal);
    const passages = ranked.slice(0, mostNearest).flatMap(({ index, nearness = 0 }) => {
      const passage = all[index];
      return passage ? [{ span: passage.span, text: passage.text, nearness }] : [];
    });
    return { kind: 'passages', passages, read: ranked.length, of: all.length };
  }
  requireWriter(parts);
  const wanted = [question.text, ...(question.choices ?? [])].join(' ');
  const chosen = await choosePassages(parts, all, wanted, roomFor(runtime.profile, answerTokens), signal);
  const counts = { read: chosen.passages.length, of: chosen.of };
  const call = answerCall(chosen.passages, question);
  const { value, failure } = await asker.ask(runtime, call, answerShape, {
    ...asked(signal),
    ...(onText && { onText }),
  });
  if (!value) return { kind: 'none', failure: failure ?? 'empty', ...counts };
  const { answer, sentence: text, quotes, probabilities } = value;
  const more = { ...(probabilities && { probabilities }), ...counts };
  if (answer === notStated) return { kind: 'answer', answer, ...more };
  const passages = passagesWith(chosen.passages, quotes);
  // Without a sentence there is nothing that could be true or false.
  const claim = { text: text === '' ? answer : text, hypothesis: text, passages };
  const [sentence] = await checkClaims(parts, [claim], signal);
  return { kind: 'answer', answer, ...(sentence && { sentence }), ...more };
}
