import { SentenceReader, type SentenceReading } from '../../asking/sentence-reader.js';
import type { SimilarExamples } from '../../asking/similar-examples.js';
import { definitionsFor, definitionsIn } from '../../note/definitions.js';
import { parseNote } from '../../note/parse.js';
import { shifted } from '../../note/span.js';
import { nerCalls } from '../../tasks/ner/ner.js';
import type { NerInput } from '../../tasks/ner/ner-input.js';
import type { Schema } from '../../tasks/schema.js';
import { askedBy } from '../../tasks/task.js';
import type { TypedSpan } from '../../agreement/typed-span.js';
import type { Asking } from './asking.js';

/** A sentence with its position in the text. */
export interface PlacedSentence extends NerInput {
  /** Offset of its first character, in UTF-16 code units. */
  readonly start: number;
}

/** What a model found in a text. */
export interface FoundEntities {
  readonly mentions: readonly FoundMention[];
  /** Mentions in the reply that are not in the text. */
  readonly unplaced: number;
}

export interface FoundMention extends TypedSpan {
  /** 0 to 1; absent if the engine gives no log-probabilities. */
  readonly confidence?: number;
}

/** A text as one sentence, for corpora that are already divided into sentences. */
export function asSentence(text: string): PlacedSentence[] {
  return text.trim() === '' ? [] : [{ text, start: 0 }];
}

/**
 * The sentences of a whole document, divided like in the editor, with the text around them in their section.
 */
export function sentencesOf(text: string): PlacedSentence[] {
  const { sentences, sections } = parseNote('evaluation:document', 1, text);
  const definitions = definitionsIn(text);
  return sentences.map(({ text: sentence, span, section }, index) => {
    const [before, after] = [sentences[index - 1], sentences[index + 1]];
    const abbreviations = definitionsFor(sentence, definitions);
    return {
      text: sentence,
      start: span.start,
      ...(before?.section === section ? { before: before.text } : {}),
      ...(after?.section === section ? { after: after.text } : {}),
      ...(sections[section]?.title === undefined ? {} : { heading: sections[section].title }),
      ...(abbreviations.length > 0 && { abbreviations }),
    };
  });
}

/**
 * Reads the entities of sentences as the editor does.
 *
 * @throws ModelError if the engine fails as a whole, or the signal's reason.
 */
export async function readEntities(
  sentences: readonly PlacedSentence[],
  schema: Schema,
  asking: Asking,
): Promise<FoundEntities> {
  const examples = asking.examplesFor(schema);
  const reader = new SentenceReader(asking.asker, asking.runtime, schema, examples);
  const readings = await Promise.all(
    sentences.map((sentence) =>
      asking.attempt(() => readMetered(sentence, schema, reader, asking, examples)),
    ),
  );
  const mentions: FoundMention[] = [];
  let unplaced = 0;
  for (const [index, { start }] of sentences.entries()) {
    const reading = readings[index];
    unplaced += reading?.unplaced.length ?? 0;
    for (const { type, span, confidence } of reading?.mentions ?? []) {
      mentions.push({
        type,
        spans: [shifted(span, start)],
        ...(confidence === undefined ? {} : { confidence }),
      });
    }
  }
  return { mentions, unplaced };
}

async function readMetered(
  sentence: PlacedSentence,
  schema: Schema,
  reader: SentenceReader,
  { runtime, meter, options, fail }: Asking,
  examples: SimilarExamples | undefined,
): Promise<SentenceReading> {
  const reading = await reader.read(sentence, options);
  if (reading.failure !== undefined) {
    fail(reading.failure);
  }
  const shown = { ...sentence, examples: (await examples?.to(sentence.text, options)) ?? [] };
  const calls = nerCalls(shown, schema, runtime.profile).map(askedBy);
  // Several calls about parts of a sentence, or about its types, count as reading it once.
  for (const asked of calls.slice(0, 1)) {
    meter.about(runtime.model, asked, sentence.text);
  }
  for (const asked of calls) {
    await meter.count(runtime.model, asked);
  }
  return reading;
}
