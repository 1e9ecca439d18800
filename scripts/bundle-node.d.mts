import type { BuildOptions } from 'esbuild';

/** esbuild's options for a program that runs in Node, as it ships but not minified. */
export function nodeBuildOptions(program?: {
  readonly format?: 'cjs' | 'esm';
  readonly external?: string[];
  readonly executable?: boolean;
}): BuildOptions;

/** Packages that are bundles of their own. */
export declare const packagesApart: readonly string[];
