/**
 * What a terminal or an editor would obey or hide instead of showing: control characters, marks that reorder text,
 * characters without width or form, halves of surrogate pairs. Tabs, joiners and line feeds are not among them.
 */
export const unseen =
  /(?![\t\n])\p{Cc}|\p{Bidi_Control}|\p{Cs}|[\u200b\u2028\u2029\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * The text with every character that would not be shown as such made visible: ESC as `␛`, a right-to-left override
 * as `<U+202E>`. Nothing of a note or a model's reply reaches a terminal, a hover or a list otherwise.
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
