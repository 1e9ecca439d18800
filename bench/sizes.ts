import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judged, noted, type Row } from './row.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const weights = 'models/bionote-starter.gguf';
const bundles = [
  'dist/client.cjs',
  'dist/server.cjs',
  'dist/cli.cjs',
  'dist/embedded.mjs',
  'dist/encoder.mjs',
];

/** Sizes of the bundles as last built, and of the starter model. `npm run package` builds the minified ones. */
export async function measureSizes(): Promise<Row[]> {
  const sizes = await Promise.all(
    [...bundles, weights].map(async (file) => ({ file, kB: (await stat(join(root, file))).size / 1000 })),
  );
  return sizes.map(({ file, kB }): Row => {
    const figure = `${Math.round(kB)} kB`;
    return file === weights ? noted(file, figure) : judged(file, figure, '< 1000 kB', kB < 1000);
  });
}
