import * as z from 'zod';
import { originOf, problemAt, type CorpusFile, type Part } from './files.js';
import { geneLikeness } from './gene-likeness.js';
import { jsonLines } from './json-entries.js';
import type { CorpusItem, GoldMention, GoldRelation } from './records.js';

/** The groups that BioCreative VI scored (Krallinger et al. 2017), with the labels in each. */
const groups: Readonly<Record<string, readonly string[]>> = {
  'CPR:3': ['UPREGULATOR', 'ACTIVATOR', 'INDIRECT-UPREGULATOR'],
  'CPR:4': ['DOWNREGULATOR', 'INHIBITOR', 'INDIRECT-DOWNREGULATOR'],
  'CPR:5': ['AGONIST', 'AGONIST-ACTIVATOR', 'AGONIST-INHIBITOR'],
  'CPR:6': ['ANTAGONIST'],
  'CPR:9': ['SUBSTRATE', 'PRODUCT-OF', 'SUBSTRATE_PRODUCT-OF'],
};

/**
 * The label of a pair of a chemical and a gene that no row relates. It was constructed by us, not annotated.
 */
export const noRelation = 'none';

export const chemProtLabels: readonly string[] = [...Object.keys(groups), noRelation];

/** The evaluated group of one of ChemProt's thirteen labels; `undefined` if it belongs to none. */
export function chemProtGroup(label: string): string | undefined {
  return Object.keys(groups).find((group) => groups[group]?.includes(label) === true);
}

const row = z.object({ text: z.string(), label: z.string() });
const marked = /<< (.*?) >>|\[\[ (.*?) \]\]/g;

interface Row {
  readonly line: number;
  readonly text: string;
  readonly label: string;
  readonly pair: readonly [Name, Name];
}

interface Name {
  readonly text: string;
  readonly start: number;
}

/**
 * Reads ChemProt as JSON lines, one row per related pair, with `<< … >>` around the mention that comes first
 * in the label's order and `[[ … ]]` around the other. Rows of the same sentence become one record. Two things
 * are missing from these files and are constructed: which of the two is the chemical (see {@link
 * geneLikeness}), and a negative class, `none`: every pair of a chemical and a gene marked in the sentence
 * that no row relates. Scores on it are not those of the challenge, whose negatives are all co-mentioned pairs
 * of the abstract.
 */
export async function* readChemProt(file: CorpusFile, part: Part): AsyncGenerator<CorpusItem> {
  const pairs: [string, string][] = [];
  for await (const item of rowsOf(file)) {
    if ('pair' in item) pairs.push([item.pair[0].text.toLowerCase(), item.pair[1].text.toLowerCase()]);
  }
  const likeness = geneLikeness(pairs);
  let sentence: Row[] = [];
  for await (const item of rowsOf(file)) {
    if (!('pair' in item)) {
      yield item;
      continue;
    }
    if (sentence.length > 0 && sentence[0]?.text !== item.text) {
      yield recordOf(sentence, part, likeness);
      sentence = [];
    }
    sentence.push(item);
  }
  if (sentence.length > 0) yield recordOf(sentence, part, likeness);
}

async function* rowsOf(file: CorpusFile): AsyncGenerator<Row | CorpusItem> {
  for await (const item of jsonLines(file)) {
    if ('problem' in item) {
      yield item;
      continue;
    }
    const { line, value } = item.entry;
    const read = row.safeParse(value);
    if (!read.success) {
      yield problemAt(file, line, 'chemprot', 'is no row of ChemProt');
      continue;
    }
    const label = chemProtGroup(read.data.label);
    const { text, names } = unmarked(read.data.text);
    const [first, second] = names;
    if (label === undefined) {
      yield problemAt(file, line, 'unknown-label', 'a label that ChemProt does not have');
    } else if (first === undefined || second === undefined || names.length > 2) {
      yield problemAt(file, line, 'markers', 'does not mark two mentions');
    } else {
      yield { line, text, label, pair: [first, second] };
    }
  }
}

function unmarked(text: string): { text: string; names: Name[] } {
  const names: Name[] = [];
  let plain = '';
  let from = 0;
  for (const match of text.matchAll(marked)) {
    plain += text.slice(from, match.index);
    const name = match[1] ?? match[2] ?? '';
    names.push({ text: name, start: plain.length });
    plain += name;
    from = match.index + match[0].length;
  }
  return { text: plain + text.slice(from), names };
}

function recordOf(rows: readonly Row[], part: Part, likeness: (name: string) => number): CorpusItem {
  const mentions = new Map<string, GoldMention>();
  const idOf = ({ text, start }: Name, type: string): string => {
    const end = start + text.length;
    const key = `${start}-${end}`;
    const known = mentions.get(key) ?? { id: `T${mentions.size + 1}`, type, spans: [{ start, end }] };
    mentions.set(key, known);
    return known.id;
  };
  const relations: GoldRelation[] = [];
  const add = (type: string, head: string, tail: string): void => {
    relations.push({ type, head, tail, between: 'mentions' });
  };
  for (const { pair, label } of rows) {
    const [first, second] = pair;
    const isGeneFirst = likeness(first.text.toLowerCase()) > likeness(second.text.toLowerCase());
    const [chemical, gene] = isGeneFirst ? [second, first] : [first, second];
    add(label, idOf(chemical, 'chemical'), idOf(gene, 'gene'));
  }
  const related = new Set(relations.flatMap(({ head, tail }) => [`${head} ${tail}`, `${tail} ${head}`]));
  const all = [...mentions.values()];
  for (const chemical of all.filter(({ type }) => type === 'chemical')) {
    for (const gene of all.filter(({ type }) => type === 'gene')) {
      const apart =
        chemical.spans[0].end <= gene.spans[0].start || gene.spans[0].end <= chemical.spans[0].start;
      if (apart && !related.has(`${chemical.id} ${gene.id}`)) add(noRelation, chemical.id, gene.id);
    }
  }
  const [first] = rows;
  return {
    record: {
      kind: 'annotated',
      ...originOf(part, first?.line ?? 0),
      text: first?.text ?? '',
      mentions: all,
      relations,
    },
  };
}
