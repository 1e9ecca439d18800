/** The formats that are read, by the names that the command line has for them, too. */
export const importFormats = ['jsonl', 'brat', 'conll', 'bioc', 'pubtator'] as const;

export type ImportFormat = (typeof importFormats)[number];

/** The largest file of annotations that is read, in bytes. */
export const largestImport = 50_000_000;

/** The format that the name of a file suggests. */
export function formatOfName(name: string): ImportFormat | undefined {
  if (/\.ann$/i.test(name)) return 'brat';
  if (/\.jsonl$/i.test(name)) return 'jsonl';
  if (/\.(?:conll|iob2?|bio)$/i.test(name)) return 'conll';
  if (/\.pubtator$/i.test(name)) return 'pubtator';
  return /\.(?:xml|json)$/i.test(name) ? 'bioc' : undefined;
}

/**
 * Adds annotations of another tool to those that are confirmed for an open note, as one decision of its review. What is there
 * already stays. Fails with a sentence for the user; then nothing is written.
 */
export const ImportRequest = { method: 'bionote/import' } as const;
export interface ImportParams {
  readonly uri: string;
  readonly format: ImportFormat;
  /** What the file holds. */
  readonly content: string;
}
export interface ImportResult {
  readonly entities: number;
  readonly relations: number;
  readonly contradictions: number;
  /** Entities that were confirmed already. */
  readonly known: number;
  /** What a model proposed and nobody accepted is not imported. */
  readonly proposals: number;
  /** What could not be read, a sentence each; nothing of the text. At most 20. */
  readonly problems: readonly string[];
}
