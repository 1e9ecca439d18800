import { readBioc } from './bioc-reader.js';
import { readBratDocument } from './brat-document.js';
import { readConll } from './conll.js';
import type { AnnotatedDocument, ReadDocuments } from './document.js';
import { readJsonLines } from './json-lines.js';
import { readPubTator } from './pubtator.js';
import type { ImportFormat } from '../shared/import.js';

/** Formats that hold the text of their notes. */
export const withText = { jsonl: readJsonLines, bioc: readBioc, pubtator: readPubTator } as const;

/** Formats of a file that lies beside its note, whose text they are read with. */
export const besideText = { brat: readBratDocument, conll: readConll } as const;

/** Reads a file of a format; `text` is that of the note it lies beside, where the format holds none. Never throws. */
export function readImport(format: ImportFormat, content: string, id: string, text = ''): ReadDocuments {
  if (format === 'brat' || format === 'conll') return besideText[format](content, text, id);
  return withText[format](content);
}

/**
 * A document with the text of a note that is there. Formats replace line ends; where the two texts differ in more than
 * which white space stands at a place, the annotations belong to another text.
 *
 * @returns `undefined` if they do.
 */
export function fitted(document: AnnotatedDocument, text: string): AnnotatedDocument | undefined {
  const flat = (each: string): string => each.replace(/[\s\p{Cc}\u2028\u2029\ufffd]/gu, ' ');
  const [own, there] = [flat(document.text), flat(text)];
  return own === there || own.trimEnd() === there.trimEnd() ? { ...document, text } : undefined;
}
