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

/** A note as an export takes it; what it is made of is the server's business. */
export interface ExportedNote {
  readonly id: string;
}

/**
 * What is known of a note that need not be open, for an export with others: what people confirmed, and with `proposals` what
 * the model finds, too. Without, no model is asked.
 */
export const ExportTextRequest = { method: 'bionote/exportText' } as const;
export interface ExportTextParams {
  readonly uri: string;
  readonly text: string;
  /** The note's place in its folder, with `/` and without an extension; unique in the export. */
  readonly id: string;
  readonly proposals: boolean;
}
export interface ExportTextResult {
  /** `null`: nobody has reviewed the note, and proposals were not asked for. */
  readonly note: ExportedNote | null;
  /** Confirmed annotations whose words are no longer in the text; they are left out. */
  readonly stale: number;
}

/** Writes notes that {@link ExportTextRequest} gave in the format of another tool. */
export const ExportNotesRequest = { method: 'bionote/exportNotes' } as const;
export interface ExportNotesParams {
  readonly notes: readonly ExportedNote[];
  readonly format: ExportFormat;
  readonly version: string;
}
