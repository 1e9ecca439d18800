import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

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
 * Whether the native library that a model's process loads is there for a platform: beside the process's script, as it
 * ships, or in `node_modules`, as in development.
 *
 * @param entry the script, such as `dist/embedded.mjs`.
 */
export function hasBinaries(
  library: 'llama' | 'onnx',
  entry: string,
  { platform, arch }: Pick<NodeJS.Process, 'platform' | 'arch'> = process,
): boolean {
  if (!existsSync(entry)) return false;
  const folder = dirname(entry);
  if (library === 'onnx') {
    const file = join(platform, arch, 'onnxruntime_binding.node');
    return (
      existsSync(join(folder, 'onnxruntime', file)) ||
      isInstalled(entry, join('onnxruntime-node', 'bin', 'napi-v6', file))
    );
  }
  const name = llamaFolders[`${platform}-${arch}`];
  if (name === undefined) return false;
  return (
    existsSync(join(folder, 'node-llama-cpp', 'bins', name)) ||
    isInstalled(entry, join('@node-llama-cpp', name, 'bins', name))
  );
}

/** Whether a `node_modules` of `entry` holds that path. */
function isInstalled(entry: string, path: string): boolean {
  const folders = createRequire(resolve(entry)).resolve.paths('onnxruntime-node') ?? [];
  return folders.some((folder) => existsSync(join(folder, path)));
}
