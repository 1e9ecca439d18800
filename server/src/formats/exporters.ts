import type { ExportFormat } from '../shared/export.js';
import { writeBiocJson, writeBiocXml } from './bioc.js';
import { writeBratFolder } from './brat-document.js';
import { writeCasJson } from './cas-json.js';
import { writeConll } from './conll.js';
import { writeDoccano } from './doccano.js';
import { writeFhir } from './fhir.js';
import { writeHtml } from './html.js';
import { writeJsonLines } from './json-lines.js';
import { writeLabelStudio } from './label-studio.js';
import { writeNoteNlp } from './note-nlp.js';
import { writeProdigy } from './prodigy.js';
import { writePubTator } from './pubtator.js';
import { writeTables } from './table.js';
import type { Writer } from './writer.js';

/** Every writer by the name of its format. */
export const exporters = {
  jsonl: writeJsonLines,
  brat: writeBratFolder,
  conll: writeConll,
  'bioc-xml': writeBiocXml,
  'bioc-json': writeBiocJson,
  pubtator: writePubTator,
  'cas-json': writeCasJson,
  'label-studio': writeLabelStudio,
  prodigy: writeProdigy,
  doccano: writeDoccano,
  'note-nlp': writeNoteNlp,
  fhir: writeFhir,
  html: writeHtml,
  csv: writeTables,
} as const satisfies Readonly<Record<ExportFormat, Writer>>;
