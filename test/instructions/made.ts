import assert from 'node:assert/strict';
import type {
  AnnotatedText,
  CorpusRecord,
  GoldMention,
  GoldRelation,
} from '../../server/src/corpora/records.js';
import { candidatesOf } from '../../server/src/instructions/candidates.js';
import { survives } from '../../server/src/instructions/reread.js';
import type { InstructionRow, RowFormat, RowWordings } from '../../server/src/instructions/row.js';
import type { Span } from '../../server/src/note/span.js';

export const origin = (source: string): { id: string; source: string; split: 'train'; document: string } => ({
  id: `${source}/train/1`,
  source,
  split: 'train',
  document: '1',
});

/** Where words stand in a text. */
export function at(text: string, words: string, from = 0): Span {
  const start = text.indexOf(words, from);
  assert.ok(start >= 0, words);
  return { start, end: start + words.length };
}

/** A text with mentions by their words, `id: [type, words, concepts]`. */
export function annotated(
  source: string,
  text: string,
  mentions: Readonly<Record<string, readonly [type: string, words: string, concept?: string]>>,
  relations: readonly GoldRelation[] = [],
): AnnotatedText {
  return {
    kind: 'annotated',
    ...origin(source),
    text,
    relations,
    mentions: Object.entries(mentions).map(([id, [type, words, concept]]): GoldMention => ({
      id,
      type,
      spans: [at(text, words)],
      ...(concept !== undefined && { concepts: [concept] }),
    })),
  };
}

/** The rows of a record, each of which must survive its reader, and what was left out. */
export function made(
  record: CorpusRecord,
  format: RowFormat = 'medtuned',
  wordings: RowWordings = 'varied',
): { rows: InstructionRow[]; dropped: string[] } {
  const rows: InstructionRow[] = [];
  const dropped: string[] = [];
  const options = {
    format,
    seed: 1,
    emptyShare: 1,
    sampled: true,
    wordings,
    licence: { name: 'x', open: true },
  } as const;
  for (const item of candidatesOf(record, options)) {
    if ('candidate' in item) rows.push(item.candidate.row);
    else dropped.push(`${item.dropped.code} ${item.dropped.id}`);
  }
  for (const row of rows) assert.ok(survives(row), `${row.id} does not survive its reader`);
  return { rows, dropped };
}
