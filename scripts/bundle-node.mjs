/**
 * How the programs that run in Node are bundled: the editor's side, the language server, the command line and what is
 * loaded beside them. The build and the tests that need a bundle share these options.
 */
import { createRequire } from 'node:module';

/** CommonJS output has no `import.meta`; this gives the sources' `import.meta.url` its value there. */
const moduleUrl = "const bundleUrl = require('node:url').pathToFileURL(__filename).href;";
const moduleRequire =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
const shebang = '#!/usr/bin/env node';

/**
 * esbuild's options for one such program.
 *
 * @param {{ format?: 'cjs' | 'esm', external?: string[], executable?: boolean }} program
 */
export function nodeBuildOptions({ format = 'cjs', external = [], executable = false } = {}) {
  const commonJs = format === 'cjs';
  const banner = [...(executable ? [shebang] : []), commonJs ? moduleUrl : moduleRequire];
  return {
    format,
    external,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // The packages' ES modules are smaller than their UMD builds, whose `require` esbuild cannot follow.
    mainFields: ['module', 'main'],
    sourcesContent: false,
    legalComments: 'none',
    banner: { js: banner.join('\n') },
    ...(commonJs ? { define: { 'import.meta.url': 'bundleUrl' } } : {}),
    // `import()` of a bundle is a `require`: the editor's `vscode` is found by that alone.
    supported: commonJs ? { 'dynamic-import': false } : {},
    plugins: [clientApart, apart, mcpApart, oneGlob, withoutSemver, oneLanguageOfZod],
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

/**
 * Packages that are bundles of their own, beside the server and the command line: the store of the cache, the readers of
 * corpora and exchange formats, and the HTTP client, loaded with the first request, which both share; and the parser of
 * the command line's arguments.
 */
export const packagesApart = ['cacache', 'commander', 'csv-parse', 'glob', 'sax', 'undici'];

const apart = {
  name: 'packages-apart',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(?:${packagesApart.join('|')})$`) }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path: `./${path}.cjs`, external: true },
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
