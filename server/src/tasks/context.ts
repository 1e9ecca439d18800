import type { Definition } from '../note/definitions.js';

/** What a note says around a sentence that helps to understand it. */
export interface SentenceContext {
  /** Of the section that it stands in. */
  readonly heading?: string;
  /** What its abbreviations stand for, where the note says so elsewhere. */
  readonly abbreviations?: readonly Definition[];
}

/** The longest heading that is told, in UTF-16 code units. */
const longestHeading = 80;

/**
 * The lines that tell a general model the context of a sentence; none where there is none. Everything of the note stands
 * in JSON strings.
 *
 * @param of names the sentence, where a prompt has two: "premise".
 */
export function contextLines({ heading, abbreviations = [] }: SentenceContext, of?: string): string[] {
  const behind = of === undefined ? '' : ` of the ${of}`;
  const title = heading?.replace(/\s+/gu, ' ').trim().slice(0, longestHeading) ?? '';
  const told = abbreviations.map(({ short, long }) => `${JSON.stringify(short)} is ${JSON.stringify(long)}`);
  return [
    ...(title === '' ? [] : [`Section${behind}: ${JSON.stringify(title)}`]),
    ...(told.length === 0 ? [] : [`Abbreviations${behind}: ${told.join('; ')}`]),
  ];
}
