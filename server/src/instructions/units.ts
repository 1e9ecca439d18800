import type { AnnotatedText, GoldMention } from '../corpora/records.js';
import { parseNote } from '../note/parse.js';
import { contains, overlaps, shifted, textOf, type Span } from '../note/span.js';
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

/** A sentence of a record with the gold that lies in it. */
export interface Unit {
  /** The record's id, plus the number of the sentence if the record is a document. */
  readonly id: string;
  readonly text: string;
  /** The heading that it stands under. */
  readonly heading?: string;
  /** In the order of the text, a wider one before what lies in it. */
  readonly mentions: readonly UnitMention[];
  /** The corpus's types with a mention here that the unit cannot represent: nothing may be learned of them here. */
  readonly incomplete: ReadonlySet<string>;
}

/**
 * The sentences of a record, divided like a note in the product; a record that is already a sentence stays
 * whole. A mention that is discontinuous or crosses the end of a sentence makes its sentences incomplete for
 * its type. What nobody reviewed of a record that names its reviewed parts is dropped.
 */
export function unitsOf(record: AnnotatedText, isSentence: boolean): { units: Unit[]; dropped: Dropped[] } {
  const places = isSentence ? [{ span: { start: 0, end: record.text.length } }] : sentencesOf(record.text);
  const dropped: Dropped[] = [];
  const home = new Map<Place, GoldMention[]>(places.map((place) => [place, []]));
  const lacking = new Map<Place, Set<string>>();
  for (const mention of record.mentions) {
    const [first] = mention.spans;
    const place = places.find(({ span }) => overlaps(span, first));
    const pieces = mention.spans.length;
    if (place !== undefined && pieces === 1 && contains(place.span, first)) {
      home.get(place)?.push(mention);
      continue;
    }
    dropped.push({ code: pieces > 1 ? 'discontinuous' : 'across-sentences', id: record.id });
    for (const each of places) {
      if (!mention.spans.some((piece) => overlaps(each.span, piece))) continue;
      const types = lacking.get(each) ?? new Set();
      lacking.set(each, types.add(mention.type));
    }
  }
  const units = places.flatMap((place, i): Unit[] => {
    const { span, heading } = place;
    const id = isSentence ? record.id : `${record.id}/s${i + 1}`;
    if (record.reviewed?.some((part) => contains(part, span)) === false) {
      dropped.push({ code: 'not-reviewed', id });
      return [];
    }
    const mentions = (home.get(place) ?? [])
      .map((mention) => unitMention(mention, span))
      .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    const text = textOf(record.text, span);
    const incomplete = lacking.get(place) ?? new Set();
    return [{ id, text, ...(heading !== undefined && { heading }), mentions, incomplete }];
  });
  return { units, dropped };
}

/** A sentence of a text, with its heading. */
interface Place {
  readonly span: Span;
  readonly heading?: string | undefined;
}

function sentencesOf(text: string): Place[] {
  const { sentences, sections } = parseNote('', 0, text);
  return sentences.map(({ span, section }) => ({ span, heading: sections[section]?.title }));
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

/** Maximum length of a row's sentence in words; the product splits longer ones. */
export const longestUnit = 200;

/** The units that a row can show: those with words, and not too many. */
export function shownUnits(units: readonly Unit[]): { units: Unit[]; dropped: Dropped[] } {
  const lengths = new Map(units.map((unit) => [unit, splitWords(unit.text).length]));
  const isLong = (unit: Unit): boolean => (lengths.get(unit) ?? 0) > longestUnit;
  return {
    units: units.filter((unit) => !isLong(unit) && lengths.get(unit) !== 0),
    dropped: units.filter(isLong).map(({ id }) => ({ code: 'too-long', id })),
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
