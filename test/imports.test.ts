import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

/** Every source file with those that it imports, types too. */
async function imports(): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const folder of ['server/src', 'client/src', 'client/webview']) {
    for (const name of await readdir(folder, { recursive: true })) {
      if (!name.endsWith('.ts')) continue;
      const path = join(folder, name);
      const matches = (await readFile(path, 'utf8')).matchAll(/(?:from|import\() ?'(\.[^']*)\.js'/g);
      found.set(
        path,
        Array.from(matches, ([, target]) => normalize(join(dirname(path), `${target ?? ''}.ts`))),
      );
    }
  }
  return found;
}

/** A way from a file back to itself; `undefined` if there is none. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (file: string): readonly string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    way.push(file);
    for (const target of graph.get(file) ?? []) {
      const circle = visit(target);
      if (circle) return circle;
    }
    way.pop();
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = visit(file);
    if (circle) return circle;
  }
  return undefined;
}

describe('imports', () => {
  it('run in no circle, types included', async () => {
    const graph = await imports();
    assert.ok(graph.size > 500, `${graph.size} files`);
    assert.deepEqual(circleIn(graph), undefined);
    const turned = circleIn(new Map([...graph, ['server/src/note/span.ts', ['server/src/note/note.ts']]]));
    assert.ok(turned && turned[0] === turned.at(-1), 'a circle is found');
  });
});
