/**
 * Names annotators by their files: by the files' names where these differ, without the note's own; else by their folders,
 * with as many of these as it takes to tell them apart.
 *
 * @param paths with `/`, each once.
 * @param note the name of the note's file without an extension.
 */
export function annotatorNames(paths: readonly string[], note: string): string[] {
  const parts = paths.map((path) =>
    path
      .replace(/\.ann$/i, '')
      .split('/')
      .filter(Boolean),
  );
  const own = parts.map((each) => each.at(-1) ?? '');
  const bare = own.map((name) =>
    name.startsWith(note) ? name.slice(note.length).replace(/^[-_. ]+/, '') : name,
  );
  for (const names of [bare, own]) if (areDistinct(names)) return names;
  const deepest = Math.max(0, ...parts.map(({ length }) => length));
  for (let depth = 1; depth < deepest; depth++) {
    const folders = parts.map((each) => each.slice(-1 - depth, -1).join('/'));
    if (areDistinct(folders)) return folders;
    const files = parts.map((each) => each.slice(-1 - depth).join('/'));
    if (areDistinct(files)) return files;
  }
  return [...paths];
}

function areDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length && !names.includes('');
}
