/** The formats of an export, by the names that the command line has for them, too. */
export const exportFormats = [
  'jsonl',
  'brat',
  'conll',
  'bioc-xml',
  'bioc-json',
  'pubtator',
  'cas-json',
  'label-studio',
  'prodigy',
  'doccano',
  'note-nlp',
  'fhir',
  'html',
  'csv',
] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** Writes what is known of an open note in the format of another tool. No model is asked. */
export const ExportRequest = { method: 'bionote/export' } as const;
export interface ExportParams {
  readonly uri: string;
  readonly format: ExportFormat;
  /** Of BioNote, for formats that name their maker. */
  readonly version: string;
}
export interface ExportResult {
  /** Names are relative to the export's folder, with `/`. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** What the format could not carry, a sentence each, in the user's language. */
  readonly losses: readonly string[];
}
