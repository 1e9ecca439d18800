/**
 * Characters that a terminal or an editor would obey or hide instead of showing: control characters,
 * characters that reorder text, characters without width or glyph (soft hyphens, fillers, tags, variation
 * selectors of ideographs), lone surrogates. Tabs, joiners and line feeds are not included.
 */
export const unseen =
  /(?![\t\n])\p{Cc}|\p{Bidi_Control}|\p{Cs}|[\u00ad\u115f\u1160\u200b\u2028\u2029\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|[\u{e0100}-\u{e01ef}]/gu;

/**
 * The text with such characters made visible: ESC as `␛`, a right-to-left override as `<U+202E>`. All text of
 * a note or a reply goes through this before it reaches a terminal, a hover or a list.
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
