import type { Position } from 'vscode-languageserver-types';
import { visible } from '../note/visible.js';

/**
 * `text` as Markdown that shows exactly these characters and does nothing else: no link, no HTML, no code, no
 * heading. Everything from a note or a model goes through here. Line breaks become spaces, what would be hidden
 * or reorder the text is made visible, and an invisible character parts what an editor would take for an address.
 */
export function escaped(text: string): string {
  return visible(text.replace(/\s+/g, ' '))
    .replace(/:(?=\/\/)|www(?=\.)|(?=@)/gi, '$&\u2060')
    .replace(/[\\`*_{}[\]()#+\-.!|~$^=:@<>&"']/g, (character) =>
      character === '<'
        ? '&lt;'
        : character === '>'
          ? '&gt;'
          : character === '&'
            ? '&amp;'
            : `\\${character}`,
    );
}

/** `text` as a one-line quotation, escaped, and shortened in the middle if it is long. */
export function quoted(text: string, limit = 300): string {
  const characters = Array.from(text);
  const half = Math.floor(limit / 2);
  const shown =
    characters.length > limit
      ? `${characters.slice(0, half).join('')} … ${characters.slice(-half).join('')}`
      : text;
  return `> ${escaped(shown)}`;
}

/** A link to a place in a document, which editors follow without any command. `label` is escaped here. */
export function linkTo(uri: string, position: Position, label: string): string {
  const fragment = `L${position.line + 1},${position.character + 1}`;
  return `[${escaped(label)}](<${encodeTarget(`${uri.split('#')[0] ?? uri}#${fragment}`)}>)`;
}

/** A link that runs an editor's command; works only where the client trusts that command. */
export function commandLink(command: string, args: readonly unknown[], label: string): string {
  return `[${escaped(label)}](<command:${command}?${encodeURIComponent(JSON.stringify(args))}>)`;
}

/** Keeps a link target from ending its own brackets. */
function encodeTarget(target: string): string {
  return target.replace(/[<>\\\s]/g, (character) => encodeURIComponent(character));
}
