import type { AnnotatedText, GoldMention } from '../corpora/records.js';
import { parseNote } from '../note/parse.js';
import { contains, overlaps, shifted, type Span } from '../note/span.js';
import { splitWords, type Word } from '../tasks/ner/words.js';
import type { Dropped } from './row.js';

/** A contiguous mention in a sentence. */
export interface UnitMention {
  readonly id: string;
  /** The corpus's own name for the type. */
  readonly type: string;
  /** Relative to the sentence. */
  readonly span: Span;
  readonly concepts: readonly string[];
  readonly assertion?: string;
}

/** A sentence of a record, which one NER or relation row shows. */
export interface Unit {
  /** The record's id, plus the number of the sentence if the record is a document. */
  readonly id: string;
  readonly text: string;
  readonly mentions: readonly UnitMention[];
  /** The corpus's types with a mention here that rows cannot represent: rows must not ask for them. */
  readonly incomplete: ReadonlySet<string>;
}

/** Maximum length of a sentence in words; the product splits longer ones. */
export const longestUnit = 200;

/**
 * The sentences of a record, divided like a note in the product; a record that is already a sentence stays
 * whole. A mention that is discontinuous or crosses the end of a sentence makes its sentences incomplete for
 * its type.
 */
export function unitsOf(record: AnnotatedText, isSentence: boolean): { units: Unit[]; dropped: Dropped[] } {
  const spans: Span[] = isSentence
    ? [{ start: 0, end: record.text.length }]
    : parseNote('', 0, record.text).sentences.map(({ span }) => span);
  const dropped: Dropped[] = [];
  const home = new Map<Span, GoldMention[]>(spans.map((span) => [span, []]));
  const lacking = new Map<Span, Set<string>>();
  for (const mention of record.mentions) {
    const [first] = mention.spans;
    const span = spans.find((each) => overlaps(each, first));
    const pieces = mention.spans.length;
    if (span !== undefined && pieces === 1 && contains(span, first)) {
      home.get(span)?.push(mention);
      continue;
    }
    dropped.push({ code: pieces > 1 ? 'discontinuous' : 'across-sentences', id: record.id });
    for (const each of spans) {
      if (!mention.spans.some((piece) => overlaps(each, piece))) continue;
      const types = lacking.get(each) ?? new Set();
      lacking.set(each, types.add(mention.type));
    }
  }
  const units = spans.flatMap((span, i): Unit[] => {
    const text = record.text.slice(span.start, span.end);
    const length = splitWords(text).length;
    const id = isSentence ? record.id : `${record.id}/s${i + 1}`;
    if (record.reviewed?.some((part) => contains(part, span)) === false) {
      dropped.push({ code: 'not-reviewed', id });
      return [];
    }
    if (length > longestUnit) {
      dropped.push({ code: 'too-long', id });
      return [];
    }
    const mentions = (home.get(span) ?? [])
      .map((mention) => unitMention(mention, span))
      .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    return length === 0 ? [] : [{ id, text, mentions, incomplete: lacking.get(span) ?? new Set() }];
  });
  return { units, dropped };
}

function unitMention(mention: GoldMention, sentence: Span): UnitMention {
  const { id, type, spans, concepts = [], assertion } = mention;
  return {
    id,
    type,
    span: shifted(spans[0], -sentence.start),
    concepts,
    ...(assertion !== undefined && { assertion }),
  };
}

/** Indices of the first and last word that a span covers; `undefined` if it begins or ends within a word. */
export function wordsAt(words: readonly Word[], { start, end }: Span): readonly [number, number] | undefined {
  const first = words.findIndex((word) => word.span.start === start);
  if (first < 0) return undefined;
  for (let last = first; last < words.length; last++) {
    const word = words[last];
    if (word === undefined || word.span.end > end) return undefined;
    if (word.span.end === end) return [first, last];
  }
  return undefined;
}
