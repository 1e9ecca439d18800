/**
 * Builds what ships, into dist/: the editor's side, the page of the graph, the language server, the command line, and
 * the processes that hold the embedded engine's models. `--watch` rebuilds on change, `--production` minifies without source maps.
 */
import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { context } from 'esbuild';
import { llamaBuildOptions, stageLlama } from './scripts/bundle-llama.mjs';
import { onnxBuildOptions } from './scripts/bundle-onnx.mjs';
import { writeNotices } from './scripts/notices.mjs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** CommonJS output has no `import.meta`; this gives the sources' `import.meta.url` its value there. */
const moduleUrl = "const bundleUrl = require('node:url').pathToFileURL(__filename).href;";
const shebang = '#!/usr/bin/env node';

const targets = [
  { entry: 'client/src/extension.ts', outfile: 'dist/extension.cjs', format: 'cjs', external: ['vscode'] },
  { entry: 'client/src/client.ts', outfile: 'dist/client.cjs', format: 'cjs', external: ['vscode'] },
  { entry: 'server/src/main.ts', outfile: 'dist/server.cjs', format: 'cjs', executable: true },
  { entry: 'undici', outfile: 'dist/undici.cjs', format: 'cjs', isPackage: true },
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
  const commonJs = format === 'cjs';
  const banner = [
    ...(executable ? [shebang] : []),
    commonJs
      ? moduleUrl
      : "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  ];
  return {
    entryPoints: [entry],
    outfile,
    format,
    external,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // The packages' ES modules are smaller than their UMD builds, whose `require` esbuild cannot follow.
    mainFields: ['module', 'main'],
    minify: production,
    sourcemap: !production,
    sourcesContent: false,
    metafile: true,
    legalComments: 'none',
    banner: { js: banner.join('\n') },
    ...(commonJs ? { define: { 'import.meta.url': 'bundleUrl' } } : {}),
    logLevel: 'warning',
    // `import()` of a bundle is a `require`: the editor's `vscode` is found by that alone.
    supported: commonJs ? { 'dynamic-import': false } : {},
    plugins: [
      clientApart,
      undiciApart,
      mcpApart,
      oneGlob,
      withoutSemver,
      oneLanguageOfZod,
      report(outfile, executable),
    ],
  };
}

/** The extension's entry stays small: the client is a bundle beside it, loaded when it is needed. */
const clientApart = {
  name: 'client-apart',
  setup(build) {
    build.onResolve({ filter: /^\.\/client\.js$/ }, ({ importer }) =>
      /[\\/]client[\\/]src[\\/]extension\.ts$/.test(importer)
        ? { path: './client.cjs', external: true }
        : undefined,
    );
  },
};

/** The HTTP client is a bundle beside the server and the command line, loaded with the first request to a model's server. */
const undiciApart = {
  name: 'undici-apart',
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './undici.cjs', external: true },
    );
  },
};

/** The Model Context Protocol is a bundle beside the command line, loaded by `bionote mcp` alone. */
const mcpApart = {
  name: 'mcp-apart',
  setup(build) {
    build.onResolve({ filter: /^\.\/mcp-sdk\.js$/ }, () => ({ path: './mcp.cjs', external: true }));
  },
};

/** `import` and `require` lead to two builds of glob: the one that cacache requires serves both. */
const oneGlob = {
  name: 'one-glob',
  setup(build) {
    const path = createRequire(import.meta.url).resolve('glob');
    build.onResolve({ filter: /^glob$/ }, () => ({ path }));
  },
};

/** cacache's file helpers load semver only to ask whether Node copies folders, which every supported Node does. */
const withoutSemver = {
  name: 'without-semver',
  setup(build) {
    build.onLoad({ filter: /[\\/]@npmcli[\\/]fs[\\/]lib[\\/]common[\\/]node\.js$/ }, () => ({
      contents: 'module.exports = { satisfies: () => true };',
    }));
  },
};

/** Zod's messages are in the log at most, in English; the other languages weigh more than zod itself. */
const oneLanguageOfZod = {
  name: 'one-language-of-zod',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

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
