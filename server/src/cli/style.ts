import picocolors from 'picocolors';
import type { Assertion } from '../tasks/ner/entity.js';
import type { Schema } from '../tasks/schema.js';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Whether to write colours to a stream: NO_COLOR (no-color.org) wins over FORCE_COLOR, and both over the stream's kind. */
export function wantsColor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '') {
    return false;
  }
  const force = environment['FORCE_COLOR'] ?? '';
  if (force !== '') {
    return force !== '0' && force !== 'false';
  }
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

/** The formatting functions of picocolors; they return their argument where colours are not wanted. */
export function colorsFor(enabled: boolean): Colors {
  return picocolors.createColors(enabled);
}

/** Red and green are not adjacent, because not everyone can tell them apart. */
const hues = ['red', 'cyan', 'blue', 'magenta', 'yellow', 'green'] as const;

/** Returns the style of a mention by its type and its assertion. */
export type MentionStyle = (type: string, assertion: Assertion | undefined) => (text: string) => string;

/**
 * Colours mentions by the position of their type in the schema. Present ones have a coloured background, absent ones
 * are struck through, and all others, such as possible ones, are in italics.
 */
export function mentionStyle(schema: Schema, colors: Colors): MentionStyle {
  const hueByType = new Map(
    schema.entities.map(({ name }, index) => [name, hues[index % hues.length] ?? 'red'] as const),
  );
  return (type, assertion) => {
    const hue = hueByType.get(type) ?? 'red';
    const behind = colors[`bg${capitalised(hue)}Bright`];
    switch (assertion) {
      case undefined:
      case 'present':
        return (text) => behind(colors.black(text));
      case 'absent':
        return (text) => colors.strikethrough(colors[hue](text));
      case 'possible':
      case 'conditional':
      case 'hypothetical':
      case 'family':
      case 'history':
        return (text) => colors.italic(colors.underline(colors[hue](text)));
    }
  };
}

function capitalised<T extends string>(text: T): Capitalize<T> {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}` as Capitalize<T>;
}
