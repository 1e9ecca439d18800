import type { Note } from './note.js';
import { findSections } from './sections.js';
import { findSentences } from './sentences.js';

/** Divides the text of a document into sections and sentences. Offsets are UTF-16 code units. */
export function parseNote(uri: string, version: number, text: string): Note {
  const sections = findSections(text);
  return { uri, version, text, sections, sentences: findSentences(text, sections) };
}
