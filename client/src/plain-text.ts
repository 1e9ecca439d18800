/**
 * `text` on one line for the places of the editor that make links of `[label](target)`, which may be a command, and
 * icons of `$(name)`: notifications, lists and the status. What comes from a note, a model, a server or the settings
 * goes through here before it is shown there; an invisible character parts what would be obeyed.
 */
export function plainText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\](?=\()/g, ']\u2060')
    .replace(/\$(?=\()/g, '$\u2060');
}
