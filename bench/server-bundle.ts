import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles the language server as it ships, into a temporary folder, since `dist/` may be outdated. */
export interface ServerBundle {
  readonly path: string;
  /** For other files of a bench; removed with the bundle. */
  readonly folder: string;
  remove(): Promise<void>;
}

export async function bundleServer(): Promise<ServerBundle> {
  const folder = await mkdtemp(join(tmpdir(), 'bionote-bench-'));
  const path = join(folder, 'server.cjs');
  await build({
    entryPoints: [join(root, 'server/src/main.ts')],
    outfile: path,
    format: 'cjs',
    bundle: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'warning',
  });
  return { path, folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
