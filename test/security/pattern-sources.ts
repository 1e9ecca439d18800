import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A regular expression of what ships, as it stands in its file. */
export interface Pattern {
  /** Path from the repository's root. */
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression that is written out in the sources, and every place that builds one. */
export async function patternsInSources(): Promise<{ patterns: Pattern[]; built: string[] }> {
  const patterns: Pattern[] = [];
  const built: string[] = [];
  for (const folder of ['client/src', 'server/src']) {
    for (const name of await readdir(path.join(root, folder), { recursive: true })) {
      if (!name.endsWith('.ts')) continue;
      const file = `${folder}/${name}`;
      const text = await readFile(path.join(root, file), 'utf8');
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) patterns.push(literal(file, node.text));
        if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
          if (ts.isIdentifier(node.expression) && node.expression.text === 'RegExp') built.push(file);
        }
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
    }
  }
  return { patterns, built };
}

function literal(file: string, text: string): Pattern {
  const end = text.lastIndexOf('/');
  return { file, source: text.slice(1, end), flags: text.slice(end + 1) };
}

/** Every pattern with which the editor itself reads a note: the grammar's and those of the language's configuration. */
export async function patternsOfLanguage(): Promise<Pattern[]> {
  const patterns: Pattern[] = [];
  const keys = new Set(['match', 'begin', 'end', 'while', 'pattern', 'beforeText', 'afterText']);
  for (const file of ['syntaxes/clinical-note.tmLanguage.json', 'language-configuration.json']) {
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if (keys.has(key) && typeof inner === 'string') patterns.push(written(file, inner, value));
        else visit(inner);
      }
    };
    visit(JSON.parse(await readFile(path.join(root, file), 'utf8')));
  }
  return patterns;
}

/** Oniguruma writes the flag for letter case into the pattern; the language's configuration beside it. */
function written(file: string, source: string, beside: object): Pattern {
  const flags = 'flags' in beside && typeof beside.flags === 'string' ? beside.flags : '';
  return source.startsWith('(?i)') ? { file, source: source.slice(4), flags: 'i' } : { file, source, flags };
}
