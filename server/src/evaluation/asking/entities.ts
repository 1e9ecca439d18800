import { mentionsShape } from '../../asking/cached-shapes.js';
import { entitiesKey } from '../../asking/entities-key.js';
import { ground } from '../../grounding/ground.js';
import { parseNote } from '../../note/parse.js';
import { shifted } from '../../note/span.js';
import type { QuotedMention } from '../../tasks/ner/entity.js';
import { nerCalls, type NerInput } from '../../tasks/ner/ner.js';
import type { Schema } from '../../tasks/schema.js';
import type { ReplyProblem } from '../../tasks/task.js';
import type { TypedSpan } from '../scores/typed-span.js';
import type { Asking } from './asking.js';

/** A sentence with its place in its text. */
export interface PlacedSentence extends NerInput {
  /** Offset of its first character, in UTF-16 code units. */
  readonly start: number;
}

/** What a model found in a text. */
export interface FoundEntities {
  readonly mentions: readonly FoundMention[];
  /** Mentions that the model named and the text does not hold. */
  readonly unplaced: number;
}

export interface FoundMention extends TypedSpan {
  /** 0 to 1; absent where the engine gives no log-probabilities. */
  readonly confidence?: number;
}

/** A text as one sentence, where its corpus has cut it into sentences already. */
export function asSentence(text: string): PlacedSentence[] {
  return text.trim() === '' ? [] : [{ text, start: 0 }];
}

/** The sentences of a whole document, as the editor divides it, with what stands around them in their section. */
export function sentencesOf(text: string): PlacedSentence[] {
  const { sentences } = parseNote('evaluation:document', 1, text);
  return sentences.map(({ text: sentence, span, section }, index) => {
    const [before, after] = [sentences[index - 1], sentences[index + 1]];
    return {
      text: sentence,
      start: span.start,
      ...(before?.section === section ? { before: before.text } : {}),
      ...(after?.section === section ? { after: after.text } : {}),
    };
  });
}

/**
 * Reads the entities of sentences as the editor does: from the cache or the model, then grounded. Only mentions of
 * the schema's types are given.
 *
 * @throws ModelError where the engine fails as a whole, or the signal's reason.
 */
export async function readEntities(
  sentences: readonly PlacedSentence[],
  schema: Schema,
  asking: Asking,
): Promise<FoundEntities> {
  const mentions: FoundMention[] = [];
  let unplaced = 0;
  const asked = await Promise.all(
    sentences.map((sentence) => asking.attempt(() => askSentence(sentence, schema, asking))),
  );
  for (const [index, quoted] of asked.entries()) {
    const { text, start } = sentences[index] ?? { text: '', start: 0 };
    const known = (quoted ?? []).filter(({ type }) => schema.entities.some(({ name }) => name === type));
    const grounding = ground(text, known);
    unplaced += grounding.unplaced.length;
    for (const { type, span, confidence } of grounding.mentions) {
      mentions.push({
        type,
        spans: [shifted(span, start)],
        ...(confidence === undefined ? {} : { confidence }),
      });
    }
  }
  return { mentions, unplaced };
}

async function askSentence(
  sentence: PlacedSentence,
  schema: Schema,
  { asker, runtime, meter, options, fail }: Asking,
): Promise<readonly QuotedMention[]> {
  const key = entitiesKey(runtime, schema, sentence.text);
  const calls = nerCalls([sentence], schema, runtime.profile);
  const known = await asker.known(key, mentionsShape);
  let mentions = known?.value;
  if (mentions === undefined) {
    const found: QuotedMention[] = [];
    const problems: ReplyProblem[] = [];
    for (const call of calls) {
      const reading = await asker.read(runtime, call, options);
      problems.push(...reading.problems);
      found.push(...(reading.value[0] ?? []));
    }
    const { value, failure } = asker.settle(key, { value: found, problems });
    mentions = value ?? [];
    if (failure !== undefined) {
      fail(failure);
    }
  }
  // Several calls about the parts of a sentence, or its types, read it once.
  for (const { prompt } of calls.slice(0, 1)) {
    meter.about(runtime.model, prompt, sentence.text);
  }
  for (const { prompt } of calls) {
    await meter.count(runtime.model, prompt);
  }
  return mentions;
}
