/**
 * Resolves imports for eslint-plugin-boundaries like the compiler, so that `./span.js` is `span.ts`.
 * Implements the interface of eslint-plugin-import's resolvers.
 */
const { builtinModules } = require('node:module');
const ts = require('typescript');

const options = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

exports.interfaceVersion = 2;

exports.resolve = (source, file) => {
  if (source.startsWith('node:') || builtinModules.includes(source)) return { found: true, path: null };
  const { resolvedModule } = ts.resolveModuleName(source, file, options, ts.sys);
  return resolvedModule ? { found: true, path: resolvedModule.resolvedFileName } : { found: false };
};
