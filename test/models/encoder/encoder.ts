import assert from 'node:assert/strict';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { onnxBuildOptions } from '../../../scripts/bundle-onnx.mjs';
import { EmbeddedEngine, type EmbeddedParts } from '../../../server/src/models/embedded/engine.js';
import { EncoderRuntime } from '../../../server/src/models/encoder/runtime.js';
import { readSettings } from '../../../server/src/settings/settings.js';
import type { Settings } from '../../../server/src/shared/protocol.js';

/** Tiny models whose answers are known: `bionote` has heads of its own and a judge, `plain` is a classifier. */
export const fixture = 'test/fixtures/encoder/bionote';
export const plainFixture = 'test/fixtures/encoder/plain';

/** The process of this source, bundled as it ships; {@link prepareEncoder} makes it. */
export const encoderEntry = 'out/test-engine/encoder.mjs';

let bundled: Promise<unknown> | undefined;

/** Bundles the process once. */
export async function prepareEncoder(): Promise<void> {
  bundled ??= build({
    ...onnxBuildOptions,
    entryPoints: ['server/src/models/encoder/process.ts'],
    outfile: encoderEntry,
    logLevel: 'error',
  });
  await bundled;
}

/** Parts of an embedded engine that has nothing but an encoder, at `path`. */
export function encoderParts(path: string): EmbeddedParts {
  return { entry: '', starterPath: '', encoder: { path, entry: encoderEntry } };
}

/** A runtime of the encoder at `path`; its process starts with the first question. */
export async function openEncoder(
  path = fixture,
  over: Partial<Settings['embedded']> = {},
  otherParts: Partial<EmbeddedParts> = {},
): Promise<EncoderRuntime> {
  const settings = { ...readSettings({}).settings.embedded, ...over };
  const runtime = await new EmbeddedEngine({ ...encoderParts(path), ...otherParts }, settings).open('auto');
  assert.ok(runtime instanceof EncoderRuntime);
  return runtime;
}

/** A copy of a model folder, to be damaged. */
export async function copyOf(path: string): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'bionote-encoder-')), 'copy');
  await cp(path, folder, { recursive: true });
  return folder;
}
