import { offsetMap } from '../formats/code-points.js';
import { documentRecord, type Found } from './document-record.js';
import { problemAt, type CorpusFile, type Part } from './files.js';
import type { CorpusItem, GoldRelation } from './records.js';
import { textLines, type TextLine } from './text-lines.js';

/** What a PubTator file may contain, and what to read of it. */
export interface PubTatorStyle {
  readonly types: readonly string[];
  readonly relations: readonly string[];
  /** PMIDs of documents that do not belong to the part. */
  readonly without?: ReadonlySet<string>;
}

/**
 * Reads PubTator (Wei et al. 2013): `PMID|t|title`, `PMID|a|abstract`, then one line per mention (PMID, start,
 * end, words, type, concepts) and per relation of concepts (PMID, type, concept, concept), and an empty line
 * after each document. Offsets count code points of title, a space, and abstract. Mentions that do not fit are
 * reported and skipped. A document in which fewer than half of them fit is skipped entirely.
 */
export async function* readPubTator(
  file: CorpusFile,
  part: Part,
  style: PubTatorStyle,
): AsyncGenerator<CorpusItem> {
  let lines: TextLine[] = [];
  for await (const line of textLines(file)) {
    if (line.readable && line.text.trim() === '') {
      yield* documentOf(lines, file, part, style);
      lines = [];
    } else {
      lines.push(line);
    }
  }
  yield* documentOf(lines, file, part, style);
}

/** The PMIDs in a PubTator file whose documents also appear in another. */
export async function pubTatorIds(file: CorpusFile): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { text } of textLines(file)) {
    const [, id] = /^(\d+)\|t\|/.exec(text) ?? [];
    if (id !== undefined) ids.add(id);
  }
  return ids;
}

function* documentOf(
  lines: readonly TextLine[],
  file: CorpusFile,
  part: Part,
  style: PubTatorStyle,
): Generator<CorpusItem> {
  const [first] = lines;
  if (first === undefined) return;
  const bad = lines.find(({ readable }) => !readable);
  if (bad !== undefined) {
    yield problemAt(file, bad.number, 'encoding', 'is not UTF-8');
    return;
  }
  const [, id, title] = /^(\w+)\|t\|(.*)$/.exec(first.text) ?? [];
  const [, , abstract] = /^(\w+)\|a\|(.*)$/.exec(lines[1]?.text ?? '') ?? [];
  if (id === undefined || title === undefined || abstract === undefined) {
    yield problemAt(file, first.number, 'no-title', 'is not a title and an abstract');
    return;
  }
  if (style.without?.has(id) === true) return;
  const text = `${title} ${abstract}`;
  const { toCodeUnits } = offsetMap(text);
  const found: Found[] = [];
  const relations: (GoldRelation & { line: number })[] = [];
  for (const { number, text: content, ended } of lines.slice(2)) {
    const cells = content.split('\t');
    const [of, from = '', to = '', words = '', type = '', concepts = ''] = cells;
    if (of !== id) {
      yield problemAt(file, number, 'other-text', 'annotates another document than the one above it');
    } else if (/^\d+$/.test(from) && /^\d+$/.test(to) && cells.length >= 5) {
      const start = toCodeUnits(Number(from));
      const end = toCodeUnits(Number(to));
      found.push({ line: number, spans: [{ start, end }], words, type, concepts: conceptsOf(concepts) });
    } else if (cells.length >= 4 && /^[A-Za-z]/.test(from)) {
      relations.push({ line: number, type: from, head: to, tail: words, between: 'concepts' });
    } else {
      const code = ended ? 'pubtator' : 'truncated';
      yield problemAt(file, number, code, ended ? 'is no line of PubTator' : 'the file ends within a line');
    }
  }
  yield* documentRecord(file, { part, id, text, line: first.number, found, relations }, style);
}

/**
 * Concept identifiers; `-1` and `-` mean none. Composite mentions join MeSH codes with `|`, and variants
 * contain it.
 */
function conceptsOf(cell: string): string[] {
  return cell
    .trim()
    .split(/^(?:[CD]\d+\|)+[CD]\d+$/.test(cell.trim()) ? '|' : /[;,]/)
    .map((concept) => concept.trim())
    .filter((concept) => concept !== '' && concept !== '-1' && concept !== '-');
}
