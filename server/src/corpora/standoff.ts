import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readBrat, type BratEntity } from '../formats/brat-reader.js';
import { originOf, problemAt, type CorpusFile, type Part } from './files.js';
import type { CorpusItem, GoldMention, GoldRelation } from './records.js';
import { wholeText } from './text-lines.js';

/** Which documents of a folder to read, and what they may contain. */
export interface StandoffStyle {
  /** Entity types; entities of other types are reported and skipped. `undefined` allows any. */
  readonly types?: readonly string[];
  /** Relation types; relations of other types are reported and skipped. `undefined` allows any. */
  readonly relations?: readonly string[];
  /** Whether the document with that name, without its extension, belongs to the part. */
  readonly wanted?: (name: string) => boolean;
  /** File extensions of the texts, in order of preference; `.txt` by default. */
  readonly texts?: readonly string[];
}

/**
 * Reads a folder of brat standoff (Stenetorp et al. 2012): `NAME.ann` next to `NAME.txt`, one record per
 * document, ordered by name. Entities that do not fit their text are reported and skipped. A document in which
 * fewer than half of them fit has annotations of another text, and is skipped entirely.
 */
export async function* readStandoff(
  folder: CorpusFile,
  part: Part,
  style: StandoffStyle,
): AsyncGenerator<CorpusItem> {
  const files = new Set(await readdir(folder.path));
  const names = [...files].filter((file) => file.endsWith('.ann')).map((file) => file.slice(0, -4));
  for (const name of names.sort()) {
    if (style.wanted?.(name) === false) continue;
    const inFolder = (file: string): CorpusFile => ({
      path: join(folder.path, file),
      name: `${folder.name}/${file}`,
    });
    const gold = inFolder(`${name}.ann`);
    const extension = (style.texts ?? ['.txt']).find((each) => files.has(name + each));
    if (extension === undefined) {
      yield problemAt(gold, 1, 'no-text', 'has no text beside it');
      continue;
    }
    const text = await wholeText(inFolder(name + extension));
    const ann = await wholeText(gold);
    if (text === undefined || ann === undefined) {
      const which = text === undefined ? inFolder(name + extension) : gold;
      yield problemAt(which, 1, 'encoding', 'is not UTF-8');
      continue;
    }
    yield* documentOf(name, text, ann, gold, part, style);
  }
}

function* documentOf(
  name: string,
  text: string,
  ann: string,
  gold: CorpusFile,
  part: Part,
  style: StandoffStyle,
): Generator<CorpusItem> {
  const { value, problems } = readBrat(ann, text);
  for (const { line, message } of problems) yield problemAt(gold, line, codeOf(message), message);
  const misplaced = problems.filter(({ message }) => misplacing.test(message)).length;
  if (misplaced > value.entities.length) {
    yield problemAt(gold, 1, 'other-text', 'annotates another text: most of its spans do not fit');
    return;
  }
  const entities = value.entities.filter(({ type }) => style.types?.includes(type) ?? true);
  for (const [type, id] of unknown(value.entities, entities)) {
    yield problemAt(gold, lineOf(ann, id), 'unknown-label', `an entity type that is not known: ${type}`);
  }
  const known = new Set(entities.map(({ id }) => id));
  const relations: GoldRelation[] = [];
  for (const { id, code, head, tail } of value.relations) {
    if (style.relations?.includes(code) === false) {
      yield problemAt(gold, lineOf(ann, id), 'unknown-label', `a relation type that is not known: ${code}`);
    } else if (known.has(head) && known.has(tail)) {
      relations.push({ type: code, head, tail, between: 'mentions' });
    } else {
      yield problemAt(gold, lineOf(ann, id), 'relation-without-mention', 'relates what was left out');
    }
  }
  yield {
    record: {
      kind: 'annotated',
      ...originOf(part, name, name),
      text,
      mentions: entities.map(mentionOf),
      relations,
    },
  };
}

function mentionOf({ id, type, fragments, span, assertion }: BratEntity): GoldMention {
  const [first = span, ...rest] = fragments;
  return { id, type, spans: [first, ...rest], ...(assertion !== undefined && { assertion }) };
}

/** The entities that were skipped, as type and id. */
function unknown(all: readonly BratEntity[], kept: readonly BratEntity[]): [string, string][] {
  const ids = new Set(kept.map(({ id }) => id));
  return all.filter(({ id }) => !ids.has(id)).map(({ type, id }) => [type, id]);
}

function lineOf(ann: string, id: string): number {
  return ann.split('\n').findIndex((line) => line.startsWith(`${id}\t`)) + 1;
}

const misplacing = /beyond the end|not at its offsets/;

function codeOf(message: string): string {
  if (message.includes('beyond the end')) return 'span-outside-text';
  if (message.includes('not at its offsets')) return 'words-differ';
  if (message.includes('out of order')) return 'span-order';
  if (message.includes('relation')) return 'relation-without-mention';
  return 'standoff';
}
