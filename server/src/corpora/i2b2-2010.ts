import { readdir } from 'node:fs/promises';
import type { Span } from '../note/span.js';
import { documentRecord, type Found } from './document-record.js';
import { findFile, missing, problemAt, type CorpusFile, type Part } from './files.js';
import type { CorpusItem, GoldRelation } from './records.js';
import { textLines, wholeText } from './text-lines.js';

export const i2b2Types = ['problem', 'treatment', 'test'] as const;
export const i2b2Relations = ['TrIP', 'TrWP', 'TrCP', 'TrAP', 'TrNAP', 'TeRP', 'TeCP', 'PIP'] as const;

/** The folders of a part as they are distributed: texts, concepts, assertions, relations. */
const layouts = {
  train: ['beth', 'partners'].map((site) => ({
    txt: `concept_assertion_relation_training_data/${site}/txt`,
    con: `concept_assertion_relation_training_data/${site}/concept`,
    ast: `concept_assertion_relation_training_data/${site}/ast`,
    rel: `concept_assertion_relation_training_data/${site}/rel`,
  })),
  test: [
    {
      txt: 'test_data',
      con: 'reference_standard_for_test_data/concepts',
      ast: 'reference_standard_for_test_data/ast',
      rel: 'reference_standard_for_test_data/rel',
    },
  ],
} as const;

type Kind = 'con' | 'ast' | 'rel';

/**
 * Reads the i2b2 2010 challenge (Uzuner et al. 2011) in the layout given to licence holders: discharge
 * summaries with one sentence per line and space-separated tokens, with concepts (`.con`), assertions (`.ast`)
 * and relations (`.rel`). These refer to words by line, from 1, and token, from 0, and quote them in lower
 * case.
 */
export async function* readI2b2of2010(folder: string, part: Part): AsyncGenerator<CorpusItem> {
  if (part.split === 'dev') return;
  for (const layout of layouts[part.split]) {
    const texts = await findFile(folder, 'i2b2-2010', layout.txt);
    if (texts === undefined) {
      yield missing('i2b2-2010', layout.txt);
      continue;
    }
    const names = (await readdir(texts.path)).filter((name) => name.endsWith('.txt')).sort();
    for (const name of names) {
      const stem = name.slice(0, -4);
      const gold = async (kind: Kind): Promise<CorpusFile | undefined> =>
        findFile(folder, 'i2b2-2010', `${layout[kind]}/${stem}.${kind}`);
      const text = { path: `${texts.path}/${name}`, name: `${texts.name}/${name}` };
      yield* documentOf(stem, text, await gold('con'), await gold('ast'), await gold('rel'), part);
    }
  }
}

const place = String.raw`c="(.*)" (\d+):(\d+) (\d+):(\d+)`;
const patterns = {
  con: new RegExp(String.raw`^${place}\|\|t="([^"]*)"\s*$`),
  ast: new RegExp(String.raw`^${place}\|\|t="[^"]*"\|\|a="([^"]*)"\s*$`),
  rel: new RegExp(String.raw`^${place}\|\|r="([^"]*)"\|\|${place}\s*$`),
} as const;

async function* documentOf(
  id: string,
  textFile: CorpusFile,
  con: CorpusFile | undefined,
  ast: CorpusFile | undefined,
  rel: CorpusFile | undefined,
  part: Part,
): AsyncGenerator<CorpusItem> {
  const text = await wholeText(textFile);
  if (text === undefined || con === undefined) {
    const code = text === undefined ? 'encoding' : 'no-gold';
    yield problemAt(textFile, 1, code, text === undefined ? 'is not UTF-8' : 'has no concepts beside it');
    return;
  }
  const tokens = tokensOf(text);
  const found = new Map<string, Found>();
  for await (const read of matches(con, patterns.con)) {
    if (!('cells' in read)) {
      yield read;
      continue;
    }
    const [words = '', from = '', first = '', to = '', last = '', type = ''] = read.cells;
    const span = spanOf(tokens, [from, first], [to, last]);
    const key = `${from}:${first} ${to}:${last}`;
    found.set(key, { line: read.line, id: key, spans: [span], words, type });
  }
  const assertions = new Map<string, string>();
  if (ast !== undefined) {
    for await (const read of matches(ast, patterns.ast)) {
      if (!('cells' in read)) yield read;
      else assertions.set(keyOf(read.cells, 1), read.cells[5] ?? '');
    }
  }
  const relations: (GoldRelation & { line: number })[] = [];
  if (rel !== undefined) {
    for await (const read of matches(rel, patterns.rel)) {
      if (!('cells' in read)) {
        yield read;
        continue;
      }
      const [head, tail] = [keyOf(read.cells, 1), keyOf(read.cells, 7)];
      relations.push({ line: read.line, type: read.cells[5] ?? '', head, tail, between: 'mentions' });
    }
  }
  const labels = { types: i2b2Types, relations: i2b2Relations };
  // Concepts and relations have separate files; a reported line refers to the concepts' file.
  for (const item of documentRecord(
    con,
    { part, id, text, line: 1, found: [...found.values()], relations, anyCase: true },
    labels,
  )) {
    yield 'record' in item ? { record: withAssertions(item.record, assertions) } : item;
  }
}

function withAssertions<T extends object>(record: T, assertions: ReadonlyMap<string, string>): T {
  if (!('mentions' in record) || !Array.isArray(record.mentions)) return record;
  const mentions = (record.mentions as { id: string }[]).map((mention) => {
    const assertion = assertions.get(mention.id);
    return assertion === undefined ? mention : { ...mention, assertion };
  });
  return { ...record, mentions };
}

function keyOf(cells: readonly string[], at: number): string {
  return `${cells[at] ?? ''}:${cells[at + 1] ?? ''} ${cells[at + 2] ?? ''}:${cells[at + 3] ?? ''}`;
}

async function* matches(
  file: CorpusFile,
  pattern: RegExp,
): AsyncGenerator<CorpusItem | { line: number; cells: string[] }> {
  for await (const { text, number, readable } of textLines(file)) {
    if (readable && text.trim() === '') continue;
    const match = readable ? pattern.exec(text) : undefined;
    if (!readable) yield problemAt(file, number, 'encoding', 'is not UTF-8');
    else if (!match) yield problemAt(file, number, 'i2b2', 'is no line of an i2b2 annotation');
    else yield { line: number, cells: match.slice(1) };
  }
}

/** The tokens of each line, with their positions in the text. */
function tokensOf(text: string): Span[][] {
  const lines: Span[][] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push(
      Array.from(line.matchAll(/\S+/gu), (match) => ({
        start: start + match.index,
        end: start + match.index + match[0].length,
      })),
    );
    start += line.length + 1;
  }
  return lines;
}

function spanOf(
  tokens: readonly (readonly Span[])[],
  [fromLine, fromToken]: readonly [string, string],
  [toLine, toToken]: readonly [string, string],
): { start: number | undefined; end: number | undefined } {
  return {
    start: tokens[Number(fromLine) - 1]?.[Number(fromToken)]?.start,
    end: tokens[Number(toLine) - 1]?.[Number(toToken)]?.end,
  };
}
