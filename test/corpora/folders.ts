import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findCorpus } from '../../server/src/corpora/catalog.js';
import type { CorpusItem, CorpusProblem, CorpusRecord, Split } from '../../server/src/corpora/records.js';

/** Files by their place, as text or as bytes. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Runs `work` in a folder that holds `files`, and takes it away. */
export async function withFiles<T>(files: Files, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bionote-corpora-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Everything that a stream gives, records and problems apart. */
export async function gathered(
  items: AsyncIterable<CorpusItem>,
): Promise<{ records: CorpusRecord[]; problems: CorpusProblem[] }> {
  const records: CorpusRecord[] = [];
  const problems: CorpusProblem[] = [];
  for await (const item of items) {
    if ('record' in item) records.push(item.record);
    else problems.push(item.problem);
  }
  return { records, problems };
}

/** Reads a part of a corpus of the catalog from `files`. */
export function readPart(
  name: string,
  split: Split,
  files: Files,
): Promise<{ records: CorpusRecord[]; problems: CorpusProblem[] }> {
  return withFiles(files, (folder) => {
    const corpus = findCorpus(name);
    if (corpus === undefined) throw new Error(`no corpus ${name}`);
    return gathered(corpus.read(folder, split));
  });
}

/** The problems as `code@line`, in order. */
export function codes(problems: readonly CorpusProblem[]): string[] {
  return problems.map(({ code, line }) => `${code}@${line}`);
}

/** Mentions as `type: words`, of the fragments of discontinuous ones joined by ` … `. */
export function mentionsOf(record: CorpusRecord | undefined): string[] {
  if (record?.kind !== 'annotated') return [];
  return record.mentions.map(
    ({ type, spans }) =>
      `${type}: ${spans.map(({ start, end }) => record.text.slice(start, end)).join(' … ')}`,
  );
}

/** Relations as `type(head, tail)`, mentions by their words. */
export function relationsOf(record: CorpusRecord | undefined): string[] {
  if (record?.kind !== 'annotated') return [];
  const named = (id: string): string => {
    const span = record.mentions.find((mention) => mention.id === id)?.spans[0];
    return span === undefined ? id : record.text.slice(span.start, span.end);
  };
  return record.relations.map(({ type, head, tail }) => `${type}(${named(head)}, ${named(tail)})`);
}
