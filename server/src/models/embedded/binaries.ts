import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** A native library that a model's process loads: llama.cpp or ONNX Runtime. */
export type NativeLibrary = 'llama' | 'onnx';

/** A platform as Node names it. */
export type Platform = Pick<NodeJS.Process, 'platform' | 'arch'>;

/** Which folder of llama.cpp's binaries serves a platform, as Node names it, first of all on the processor. */
const llamaFolders: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-armv7l',
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
};

/**
 * The folder with the native library that a model's process loads on a platform: beside the process's script, as the
 * extension has it, or in a package of `node_modules`, as npm and development have it; `undefined` if there is none.
 *
 * @param entry the script, such as `dist/embedded.mjs`.
 */
export function binariesFolder(
  library: NativeLibrary,
  entry: string,
  { platform, arch }: Platform = process,
): string | undefined {
  if (!existsSync(entry)) return undefined;
  const beside = dirname(entry);
  if (library === 'onnx') {
    const binding = 'onnxruntime_binding.node';
    return [
      join(beside, 'onnxruntime', platform, arch),
      ...installed(entry, `bionote-engine-${platform}-${arch}`),
      ...installed(entry, join('onnxruntime-node', 'bin', 'napi-v6', platform, arch)),
    ].find((folder) => existsSync(join(folder, binding)));
  }
  const name = llamaFolders[`${platform}-${arch}`];
  if (name === undefined) return undefined;
  return [
    join(beside, 'node-llama-cpp', 'bins', name),
    ...installed(entry, join('@node-llama-cpp', name, 'bins', name)),
  ].find((folder) => existsSync(folder));
}

/** Where that path would be in each `node_modules` of `entry`. */
export function installed(entry: string, path: string): string[] {
  const folders = createRequire(resolve(entry)).resolve.paths('onnxruntime-node') ?? [];
  return folders.map((folder) => join(folder, path));
}
