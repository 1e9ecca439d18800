import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { documentRecord, type Found } from './document-record.js';
import { allBytesOf, findFile, missing, problemAt, type CorpusFile, type Part } from './files.js';
import type { CorpusItem, GoldRelation, Split } from './records.js';
import { childrenOf, xmlElements, xmlElementsOf, type XmlElement, type XmlItem } from './xml-elements.js';

export const ddiTypes = ['drug', 'brand', 'group', 'drug_n'] as const;
export const ddiLabels = ['advise', 'effect', 'mechanism', 'int'] as const;

const folders: Readonly<Partial<Record<Split, string>>> = {
  train: 'DDICorpus/Train/',
  test: 'DDICorpus/Test/Test for DDI Extraction task/',
};

/**
 * Reads the DDI corpus (Herrero-Zazo et al. 2013) from the zip file in which it is distributed, or unpacked
 * next to it. Each sentence is a record with its drugs and their interactions. The test part is that of the
 * extraction task. Pairs that do not interact have no relation.
 */
export async function* readDdi(folder: string, part: Part): AsyncGenerator<CorpusItem> {
  const inside = folders[part.split];
  if (inside === undefined) return;
  const zip = await findFile(folder, 're', 'DDI2013/DDICorpus-2013.zip');
  const unpacked = await findFile(folder, 're', `DDI2013/${inside.slice(0, -1)}`);
  if (unpacked !== undefined) yield* readFolder(unpacked, part);
  else if (zip !== undefined) yield* readZip(zip, inside, part);
  else yield missing('re', 'DDI2013/DDICorpus-2013.zip');
}

async function* readFolder(folder: CorpusFile, part: Part): AsyncGenerator<CorpusItem> {
  const names = await readdir(folder.path, { recursive: true });
  for (const name of names.filter((each) => each.endsWith('.xml')).sort()) {
    const file = { path: join(folder.path, name), name: `${folder.name}/${name.replaceAll('\\', '/')}` };
    for await (const item of xmlElements(file, ['document'])) yield* documentOf(item, file, part);
  }
}

async function* readZip(zip: CorpusFile, inside: string, part: Part): AsyncGenerator<CorpusItem> {
  const bytes = await allBytesOf(zip);
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name }) => name.startsWith(inside) && name.endsWith('.xml'),
    });
  } catch {
    yield problemAt(zip, 1, 'truncated', 'is no zip file, or not a whole one');
    return;
  }
  for (const [name, content] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = { path: zip.path, name: `${zip.name}/${name}` };
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    } catch {
      yield problemAt(file, 1, 'encoding', 'is not UTF-8');
      continue;
    }
    for (const item of xmlElementsOf(text, file, ['document'])) yield* documentOf(item, file, part);
  }
}

function* documentOf(item: XmlItem, file: CorpusFile, part: Part): Generator<CorpusItem> {
  if ('problem' in item) {
    yield item;
    return;
  }
  const { attributes, children } = item.element;
  const document = attributes['id'] ?? '';
  for (const sentence of children.filter(({ name }) => name === 'sentence')) {
    for (const found of sentenceOf(sentence, file, part)) {
      yield 'record' in found ? { record: { ...found.record, document } } : found;
    }
  }
}

function* sentenceOf(sentence: XmlElement, file: CorpusFile, part: Part): Generator<CorpusItem> {
  const text = sentence.attributes['text'] ?? '';
  if (text.trim() === '') return;
  const found = childrenOf(sentence, 'entity').map(({ attributes, line }): Found => ({
    line,
    id: attributes['id'] ?? '',
    type: attributes['type'] ?? '',
    words: attributes['text'],
    // "0-5" gives the first and the last character; ";" separates fragments.
    spans: (attributes['charOffset'] ?? '').split(';').map((range) => {
      const [, from, to] = /^(\d+)-(\d+)$/.exec(range) ?? [];
      return {
        start: from === undefined ? undefined : Number(from),
        end: to === undefined ? undefined : Number(to) + 1,
      };
    }),
  }));
  const relations = childrenOf(sentence, 'pair')
    .filter(({ attributes }) => attributes['ddi'] === 'true')
    .map(({ attributes, line }): GoldRelation & { line: number } => ({
      line,
      type: attributes['type'] ?? 'int',
      head: attributes['e1'] ?? '',
      tail: attributes['e2'] ?? '',
      between: 'mentions',
    }));
  yield* documentRecord(
    file,
    { part, id: sentence.attributes['id'] ?? '', text, line: sentence.line, found, relations },
    { types: ddiTypes, relations: ddiLabels },
  );
}
