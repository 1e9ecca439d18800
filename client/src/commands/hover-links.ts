import { plainText } from '../plain-text.js';

/** A relation that a hover offers to explain. */
export interface RelationLink {
  readonly uri: string;
  readonly relation: string;
  /** The line of the hover that names the relation: "**TrAP** → pneumonia", without its marks. */
  readonly label: string;
}

/** The relations that `command` is linked to for in the Markdown of a hover, each with its own line. */
export function relationLinks(markdown: string, command: string): RelationLink[] {
  const links: RelationLink[] = [];
  let label = '';
  for (const line of markdown.split('\n')) {
    if (line.startsWith('**')) label = plain(line);
    const target = line.split(`(<command:${command}?`)[1]?.split('>')[0];
    const args = target === undefined ? undefined : readArguments(target);
    if (args) links.push({ uri: args[0], relation: args[1], label: plainText(label) });
  }
  return links;
}

function readArguments(text: string): [uri: string, relation: string] | undefined {
  try {
    const args: unknown = JSON.parse(decodeURIComponent(text));
    if (!Array.isArray(args)) return undefined;
    const [uri, relation] = args as unknown[];
    return typeof uri === 'string' && typeof relation === 'string' ? [uri, relation] : undefined;
  } catch {
    return undefined;
  }
}

/** A line of Markdown as it reads: links by their label, marks and escapes gone. */
function plain(line: string): string {
  return line
    .replace(/\]\(<[^<>]*>\)/g, '')
    .replace(/(?<!\\)\[|\*\*/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
