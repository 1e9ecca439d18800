import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Row } from './main.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundles = ['dist/client.cjs', 'dist/server.cjs', 'dist/cli.cjs', 'dist/embedded.mjs'];

/** Sizes of the bundles as they were last built, and of the starter model. `npm run package` builds the small ones. */
export async function measureSizes(): Promise<Row[]> {
  const files = [...bundles, 'models/bionote-starter.gguf'];
  return Promise.all(
    files.map(async (file): Promise<Row> => {
      const { size } = await stat(join(root, file));
      return [file, `${Math.round(size / 1000)} kB`];
    }),
  );
}
