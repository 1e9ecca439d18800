/**
 * What a terminal would obey or hide instead of showing: control characters, marks that reorder text,
 * characters without width or form, halves of surrogate pairs. Tabs, joiners and line feeds are not among them.
 */
const unseen =
  /(?![\t\n])\p{Cc}|\p{Bidi_Control}|\p{Cs}|[\u200b\u2028\u2029\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * The text with every character that a terminal would not show as such made visible: ESC as `␛`, a
 * right-to-left override as `<U+202E>`. Nothing of a note or a model's reply reaches a terminal otherwise.
 */
export function visible(text: string): string {
  return text.replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) {
      return String.fromCodePoint(0x2400 + code);
    }
    return code === 0x7f ? '␡' : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

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
