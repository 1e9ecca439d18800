/**
 * `text` as Markdown that shows just these characters: no link, picture, HTML, code or heading. Text from a
 * model goes through here before it is shown, since a picture alone could carry a note off the machine.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]()#+\-.!|~$^=:@>"']/g, '\\$&')
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}

/**
 * Escaped Markdown in which no bare address becomes a link, as the editor's preview would make it: an invisible
 * character parts an address where it has a dot or a colon.
 */
export function withoutAddresses(markdown: string): string {
  return markdown.replace(/\\([.:@])(?=\S)/g, '\\$1\u2060');
}
