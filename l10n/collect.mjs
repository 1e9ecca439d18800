/**
 * Collects every text that people see, from calls of `l10n.t('…')` in the sources, into bundle.l10n.json: the
 * file that translators copy to bundle.l10n.LANGUAGE.json. `node l10n/collect.mjs` writes it.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));

export const bundlePath = path.join(root, 'l10n', 'bundle.l10n.json');

/** Every text in the sources of client and server, each under itself, in alphabetical order. */
export async function collectTexts() {
  const texts = new Set();
  for (const folder of ['client/src', 'server/src']) {
    const names = await readdir(path.join(root, folder), { recursive: true });
    for (const name of names.filter((each) => each.endsWith('.ts'))) {
      const source = await readFile(path.join(root, folder, name), 'utf8');
      visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest), texts);
    }
  }
  return Object.fromEntries([...texts].sort().map((text) => [text, text]));
}

function visit(node, texts) {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    const object = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
    const [text] = node.arguments;
    if (name.text === 't' && object.text === 'l10n' && text && ts.isStringLiteralLike(text))
      texts.add(text.text);
  }
  ts.forEachChild(node, (child) => visit(child, texts));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(bundlePath, `${JSON.stringify(await collectTexts(), undefined, 2)}\n`);
}
