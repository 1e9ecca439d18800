import { unseen, visible } from '../note/visible.js';

export { visible };

/** {@link visible}, on one line and shortened to `longest` UTF-16 units. */
export function visibleLine(text: string, longest = 200): string {
  const line = visible(text.replace(/\s+/g, ' ').trim());
  return line.length > longest ? `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}

/** Escapes the same characters in JSON text; its value stays the same. */
export function visibleJson(json: string): string {
  return json.replace(unseen, (character) =>
    Array.from(
      { length: character.length },
      (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
