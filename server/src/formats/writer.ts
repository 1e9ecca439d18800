import type { Schema } from '../tasks/schema.js';
import type { AnnotatedDocument } from './document.js';
import type { Loss } from './losses.js';

/** What a writer is told besides the documents. */
export interface ExportContext {
  readonly schema: Schema;
  /** When the export is made: an instant in ISO 8601, with a time zone. */
  readonly date: string;
  /** BioNote's version. */
  readonly version: string;
}

/** A file of an export; its name is relative to the export's folder, with `/`. */
export interface ExportFile {
  readonly name: string;
  readonly text: string;
}

/** An export: its files, and what they could not carry. */
export interface Written {
  readonly files: readonly ExportFile[];
  readonly losses: readonly Loss[];
}

/** Writes documents in one format. Pure: the same documents and context give the same bytes. */
export type Writer = (documents: readonly AnnotatedDocument[], context: ExportContext) => Written;
