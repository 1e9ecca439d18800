import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { engineBinaries } from './engine-binaries.mjs';

const require = createRequire(import.meta.url);

/** The folder of an installed package that does not export its `package.json`. */
function folderOf(name) {
  for (const folder of require.resolve.paths(name)) {
    const candidate = path.join(folder, ...name.split('/'));
    try {
      require(path.join(candidate, 'package.json'));
      return candidate;
    } catch {
      continue;
    }
  }
  throw new Error(`${name} is not installed`);
}

/** Parts of node-llama-cpp that download, build from source or draw progress bars. Nothing here calls them. */
const absent = /^(ipull|simple-git|cmake-js|ora|stdout-update|log-symbols|yargs|validate-npm-package-name)$/;

/**
 * An esbuild plugin that lets the bundle of the embedded engine hold node-llama-cpp's JavaScript. The library
 * finds its files from the place of each of its modules; they are told that they still lie in a folder
 * `node-llama-cpp/` beside the bundle, which {@link stageLlama} fills.
 */
export const bundleLlama = {
  name: 'bundle-llama',
  setup(build) {
    build.onResolve({ filter: absent }, ({ path: name }) => ({
      path: name,
      namespace: 'absent',
      sideEffects: false,
    }));
    build.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
    build.onLoad({ filter: /[\\/]node-llama-cpp[\\/]dist[\\/].*\.js$/ }, async ({ path: file }) => {
      const name = file.replaceAll('\\', '/').replace(/^.*\/node-llama-cpp\//, './node-llama-cpp/');
      // The library first tries its binary in a separate process; ours already is one.
      if (name.endsWith('/testBindingBinary.js')) {
        return { contents: 'export const testBindingBinary = async () => true;' };
      }
      const text = await readFile(file, 'utf8');
      return {
        contents: text.replaceAll(
          'import.meta.url',
          `new URL(${JSON.stringify(name)}, import.meta.url).href`,
        ),
      };
    });
  },
};

/** The esbuild options for the embedded engine, besides entry and outfile. */
export const llamaBuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['@node-llama-cpp/*', 'electron'],
  plugins: [bundleLlama],
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
};

/**
 * Puts beside the bundle, under `dist/node-llama-cpp`, what the library reads when it starts. With a
 * `platform` such as `linux-x64` also that platform's binaries, so that nothing of `node_modules` is needed;
 * without one they are taken from the package `@node-llama-cpp/PLATFORM` in `node_modules`.
 */
export async function stageLlama(dist, platform) {
  const source = folderOf('node-llama-cpp');
  const target = path.join(dist, 'node-llama-cpp');
  const { version, license } = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8'));
  await mkdir(path.join(target, 'llama'), { recursive: true });
  await writeFile(
    path.join(target, 'package.json'),
    JSON.stringify({ name: 'node-llama-cpp', version, license }),
  );
  await cp(path.join(source, 'LICENSE'), path.join(target, 'LICENSE'));
  const release = path.join('llama', 'binariesGithubRelease.json');
  await cp(path.join(source, release), path.join(target, release));
  if (platform) {
    const binaries = await engineBinaries(platform);
    await cp(binaries, path.join(target, 'bins'), { recursive: true, filter: (file) => !spared.test(file) });
  }
}

/**
 * Of its builds for kinds of processors, llama.cpp takes the best that the processor can run. These can be spared: a processor
 * that would take one runs the next lower one, a little slower. The linker's files are for building against the library.
 */
const spared =
  /ggml-cpu-(?:ivybridge|piledriver|alderlake|skylakex|cannonlake|cascadelake|cooperlake|zen4|sapphirerapids)\.|\.lib$/;
