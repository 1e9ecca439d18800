import { textOf, type Span } from '../note/span.js';
import { originOf, problemAt, type CorpusFile, type Part } from './files.js';
import type { CorpusItem, GoldMention, GoldRelation } from './records.js';

/** A mention as a file has it, not yet held against its text. */
export interface Found {
  /** Where the file has it, from 1. */
  readonly line: number;
  /** The file's own name for it, where relations use one. */
  readonly id?: string;
  /** UTF-16 offsets; `undefined` if they lie beyond the text. */
  readonly spans: readonly { readonly start: number | undefined; readonly end: number | undefined }[];
  /** The words that should be there; `undefined` if the file does not say. */
  readonly words: string | undefined;
  readonly type: string;
  readonly concepts?: readonly string[];
}

/** A document of a standoff format, as read. */
export interface FoundDocument {
  readonly part: Part;
  readonly id: string;
  readonly text: string;
  readonly line: number;
  readonly found: readonly Found[];
  readonly relations: readonly (GoldRelation & { readonly line: number })[];
  /** Set where the format writes the words of its mentions in another case than the text has them. */
  readonly anyCase?: boolean;
}

/** What a document may hold. */
export interface KnownLabels {
  readonly types: readonly string[];
  readonly relations: readonly string[];
}

/**
 * Makes the record of a document: every mention is held against the text. One that lies outside it, has other words
 * or an unknown type is named and left out, and so is a relation of something that is not mentioned. Where fewer
 * than half of the mentions fit, the gold belongs to another text and the document is left out whole.
 */
export function* documentRecord(
  file: CorpusFile,
  { part, id, text, line, found, relations, anyCase = false }: FoundDocument,
  labels: KnownLabels,
): Generator<CorpusItem> {
  const mentions: GoldMention[] = [];
  let misplaced = 0;
  for (const [i, each] of found.entries()) {
    const placed = placedIn(text, each, anyCase);
    if (typeof placed === 'string') {
      misplaced += 1;
      yield problemAt(file, each.line, placed, messages[placed]);
    } else if (!labels.types.includes(each.type)) {
      yield problemAt(file, each.line, 'unknown-label', `an entity type that is not known: ${each.type}`);
    } else {
      const { concepts = [] } = each;
      mentions.push({
        id: each.id ?? `T${i + 1}`,
        type: each.type,
        spans: placed,
        ...(concepts.length > 0 && { concepts }),
      });
    }
  }
  if (misplaced * 2 > found.length) {
    yield problemAt(file, line, 'other-text', 'annotates another text: most of its spans do not fit');
    return;
  }
  const ids = new Set(mentions.map((mention) => mention.id));
  const concepts = new Set(mentions.flatMap((mention) => mention.concepts ?? []));
  const kept: GoldRelation[] = [];
  for (const { line: at, type, head, tail, between } of relations) {
    const known = between === 'mentions' ? ids : concepts;
    if (!labels.relations.includes(type)) {
      yield problemAt(file, at, 'unknown-label', `a relation type that is not known: ${type}`);
    } else if (known.has(head) && known.has(tail)) {
      kept.push({ type, head, tail, between });
    } else {
      yield problemAt(file, at, 'relation-without-mention', 'relates what the text does not mention');
    }
  }
  yield { record: { kind: 'annotated', ...originOf(part, id, id), text, mentions, relations: kept } };
}

const messages = {
  'span-outside-text': 'a span beyond the end of the text',
  'span-order': 'a span that ends before it starts',
  'words-differ': 'the words at the span are not those of the mention',
} as const;

/** The spans, in order, or the code of what is wrong with them. */
function placedIn(
  text: string,
  { spans, words }: Found,
  anyCase: boolean,
): [Span, ...Span[]] | keyof typeof messages {
  const placed: Span[] = [];
  for (const { start, end } of spans) {
    if (start === undefined || end === undefined || end > text.length) return 'span-outside-text';
    if (start >= end || start < (placed.at(-1)?.end ?? 0)) return 'span-order';
    placed.push({ start, end });
  }
  const [first, ...rest] = placed;
  if (first === undefined) return 'span-order';
  const there = placed.map((span) => textOf(text, span)).join(' ');
  const compared = (each: string): string => (anyCase ? bare(each).toLowerCase() : bare(each));
  return words === undefined || compared(there) === compared(words) ? [first, ...rest] : 'words-differ';
}

/** Without white space, which formats join and wrap at will. */
function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}
