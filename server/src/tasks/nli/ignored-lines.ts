/**
 * Whether a sentence is one that the user wants ignored, such as the boilerplate of a template.
 *
 * @param patterns each for a whole sentence, regardless of case and white space; `*` stands for any text.
 */
export function isIgnoredLine(sentence: string, patterns: readonly string[]): boolean {
  const text = folded(sentence);
  return patterns.some((pattern) => matches(text, folded(pattern).split('*')));
}

function folded(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Whether the parts occur in `text` one after the other, the first at its start and the last at its end. */
function matches(text: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
