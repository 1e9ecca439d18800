import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { binariesFolder, installed, type NativeLibrary, type Platform } from './binaries.js';

const version = z.string().regex(/^[bv]?\d{1,6}(?:\.\d{1,6}){0,2}(?:-[\w.]{1,20})?$/);
const manifest = z.object({ version });
const llamaBuild = z.object({ buildOptions: z.object({ llamaCpp: z.object({ release: version }) }) });

/** The version of a native library, and of the package that calls it where that has another. */
export interface LibraryVersion {
  readonly library: string;
  readonly binding?: string;
}

/**
 * Which version of a native library a model's process would load, as the files beside it say; nothing is started. `undefined` if
 * there is none, or if it does not say.
 *
 * @param entry the process's script, such as `dist/embedded.mjs`.
 */
export async function libraryVersion(
  library: NativeLibrary,
  entry: string,
  platform?: Platform,
): Promise<LibraryVersion | undefined> {
  const folder = binariesFolder(library, entry, platform);
  if (folder === undefined) return undefined;
  if (library === 'onnx') {
    const ours = await read(join(folder, 'version.json'), manifest);
    // In development, the package's own folder is three above that of a platform.
    const found = ours ?? (await read(join(folder, '..', '..', '..', '..', 'package.json'), manifest));
    return found && { library: found.version };
  }
  const build = await read(join(folder, '_nlcBuildMetadata.json'), llamaBuild);
  if (!build) return undefined;
  const places = [join(dirname(entry), 'node-llama-cpp'), ...installed(entry, 'node-llama-cpp')];
  for (const place of places) {
    const binding = await read(join(place, 'package.json'), manifest);
    if (binding) return { library: build.buildOptions.llamaCpp.release, binding: binding.version };
  }
  return { library: build.buildOptions.llamaCpp.release };
}

async function read<Content>(path: string, schema: z.ZodType<Content>): Promise<Content | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}
