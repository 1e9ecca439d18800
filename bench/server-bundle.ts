import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { nodeBuildOptions, packagesApart } from '../scripts/bundle-node.mjs';

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
    ...nodeBuildOptions(),
    entryPoints: {
      server: join(root, 'server/src/main.ts'),
      ...Object.fromEntries(packagesApart.map((name) => [name, name])),
    },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    minify: true,
    logLevel: 'warning',
  });
  return { path, folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
