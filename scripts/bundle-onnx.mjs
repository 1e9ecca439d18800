import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** The folder of the installed ONNX Runtime. */
const source = path.dirname(require.resolve('onnxruntime-node/package.json'));

/** Where its binaries lie, for each platform in a folder of its own. */
const binaries = path.join('bin', 'napi-v6');

/**
 * An esbuild plugin that lets the bundle of the encoder's process hold ONNX Runtime's JavaScript. The library's binary
 * is looked for in a folder `onnxruntime/` beside the bundle, as the extension has it, in the npm package
 * `bionote-engine-PLATFORM`, and else where development has it.
 */
export const bundleOnnx = {
  name: 'bundle-onnx',
  setup(build) {
    build.onLoad({ filter: /[\\/]onnxruntime-node[\\/]dist[\\/]binding\.js$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const wanted = 'require(`../bin/napi-v6/${process.platform}/${process.arch}/onnxruntime_binding.node`)';
      if (!text.includes(wanted)) throw new Error('onnxruntime-node loads its binary in another way now');
      return { contents: text.replace(wanted, 'bionoteRequireOnnx()') };
    });
  },
};

/** What the bundle of the encoder's process needs of esbuild, beside its entry and its outfile. */
export const onnxBuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  plugins: [bundleOnnx],
  banner: {
    js: [
      "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
      'const bionoteRequireOnnx = () => {',
      "  const name = process.platform + '/' + process.arch + '/onnxruntime_binding.node';",
      "  try { return require('./onnxruntime/' + name); }",
      "  catch (error) { if (error.code !== 'MODULE_NOT_FOUND') throw error; }",
      "  try { return require('bionote-engine-' + process.platform + '-' + process.arch + '/onnxruntime_binding.node'); }",
      "  catch (error) { if (error.code !== 'MODULE_NOT_FOUND') throw error; }",
      "  return require('onnxruntime-node/bin/napi-v6/' + name);",
      '};',
    ].join('\n'),
  },
};

/**
 * Puts the binaries of a platform, such as `linux-x64`, beside the bundle, under `dist/onnxruntime`. Nothing if ONNX
 * Runtime has none for the platform.
 */
export async function stageOnnx(dist, platform) {
  await copyOnnx(path.join(dist, 'onnxruntime', ...platform.split('-')), platform);
}

/** Copies the binaries of a platform that compute on the processor, and nothing for graphics cards; `version.json` says of which release. */
export async function copyOnnx(to, platform) {
  const from = path.join(source, binaries, ...platform.split('-'));
  if (!existsSync(from)) return;
  await mkdir(to, { recursive: true });
  await cp(from, to, {
    recursive: true,
    filter: (file) => !/DirectML|dxcompiler|dxil|cuda|tensorrt/i.test(file),
  });
  const { name, version, license } = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8'));
  await writeFile(path.join(to, 'version.json'), JSON.stringify({ name, version, license }));
}
