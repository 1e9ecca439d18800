import { unseen, visible } from '../note/visible.js';

export { visible };

/** {@link visible} for text that must stay on one line and short. */
export function visibleLine(text: string, longest = 200): string {
  const line = visible(text.replace(/\s+/g, ' ').trim());
  return line.length > longest ? `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}

/** JSON text with the same characters escaped, which any reader of JSON takes for the same value. */
export function visibleJson(json: string): string {
  return json.replace(unseen, (character) =>
    Array.from(
      { length: character.length },
      (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
