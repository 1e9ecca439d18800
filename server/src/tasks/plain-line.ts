/**
 * Text of a model on one line, without what an editor or a terminal would obey: code fences, control characters and
 * characters that reorder text. It is still a model's text and must be escaped where it is shown.
 */
export function plainLine(text: string): string {
  return text
    .replace(/```\w*/g, ' ')
    .replace(/\p{Bidi_Control}|(?!\s)\p{Cc}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The beginning of a text, at most `longest` UTF-16 units with the mark that it was cut; no character is cut. */
export function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
