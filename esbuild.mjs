/**
 * Builds what ships, into dist/: the editor's side, the page of the graph, the language server, the command line, and
 * the processes that hold the embedded engine's models. `--watch` rebuilds on change, `--production` minifies without source maps.
 */
import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { context } from 'esbuild';
import { nodeBuildOptions, packagesApart } from './scripts/bundle-node.mjs';
import { llamaBuildOptions, stageLlama } from './scripts/bundle-llama.mjs';
import { onnxBuildOptions } from './scripts/bundle-onnx.mjs';
import { writeNotices } from './scripts/notices.mjs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const targets = [
  { entry: 'client/src/extension.ts', outfile: 'dist/extension.cjs', format: 'cjs', external: ['vscode'] },
  { entry: 'client/src/client.ts', outfile: 'dist/client.cjs', format: 'cjs', external: ['vscode'] },
  { entry: 'server/src/main.ts', outfile: 'dist/server.cjs', format: 'cjs', executable: true },
  ...packagesApart.map((name) => ({
    entry: name,
    outfile: `dist/${name}.cjs`,
    format: 'cjs',
    isPackage: true,
  })),
  { entry: 'server/src/cli/main.ts', outfile: 'dist/cli.cjs', format: 'cjs', executable: true },
  { entry: 'client/webview/graph.ts', outfile: 'dist/graph.js', isPage: true },
  { entry: 'server/src/cli/mcp-sdk.ts', outfile: 'dist/mcp.cjs', format: 'cjs' },
  {
    entry: 'server/src/models/embedded/process.ts',
    outfile: 'dist/embedded.mjs',
    library: llamaBuildOptions,
  },
  {
    entry: 'server/src/models/encoder/process.ts',
    outfile: 'dist/encoder.mjs',
    library: onnxBuildOptions,
  },
];

function options({ entry, outfile, format, external = [], executable = false, library, isPage = false }) {
  if (library) {
    return {
      ...library,
      entryPoints: [entry],
      outfile,
      // The library is large: minified in development too, so that what is tested is what ships.
      minify: true,
      metafile: true,
      legalComments: 'none',
      logLevel: 'warning',
      plugins: [...library.plugins, report(outfile, false)],
    };
  }
  if (isPage) {
    return {
      entryPoints: [entry],
      outfile,
      format: 'iife',
      bundle: true,
      platform: 'browser',
      target: 'chrome128',
      minify: production,
      metafile: true,
      legalComments: 'none',
      logLevel: 'warning',
      plugins: [report(outfile, false)],
    };
  }
  const shared = nodeBuildOptions({ format, external, executable });
  return {
    ...shared,
    entryPoints: [entry],
    outfile,
    minify: production,
    sourcemap: !production,
    metafile: true,
    logLevel: 'warning',
    plugins: [...shared.plugins, report(outfile, executable)],
  };
}

/** One line for each finished build; the editor's watch task waits for "built". */
function report(outfile, executable) {
  return {
    name: 'report',
    setup(build) {
      build.onStart(() => {
        if (watch) console.log(`${outfile} building`);
      });
      build.onEnd(async ({ errors }) => {
        if (errors.length > 0) {
          console.log(`${outfile} failed`);
          return;
        }
        if (executable) await chmod(outfile, 0o755);
        console.log(`${outfile} built`);
      });
    },
  };
}

const present = targets.filter(({ entry, isPackage }) => {
  const exists = isPackage === true || existsSync(entry);
  if (!exists) console.warn(`${entry} does not exist: left out`);
  return exists;
});

await stageLlama('dist');
const contexts = await Promise.all(present.map((target) => context(options(target))));
if (watch) {
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  const outcomes = await Promise.allSettled(contexts.map((each) => each.rebuild()));
  await Promise.all(contexts.map((each) => each.dispose()));
  if (outcomes.some(({ status }) => status === 'rejected')) process.exitCode = 1;
  const metafiles = outcomes.filter(({ value }) => value !== undefined).map(({ value }) => value.metafile);
  await writeNotices('dist/ThirdPartyNotices.txt', metafiles);
}
