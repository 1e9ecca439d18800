import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { build } from 'esbuild';
import type { Context } from 'mocha';
import { llamaBuildOptions, stageLlama } from '../../../scripts/bundle-llama.mjs';
import { EmbeddedEngine, type EmbeddedParts } from '../../../server/src/models/embedded/engine.js';
import { EmbeddedRuntime } from '../../../server/src/models/embedded/runtime.js';
import type { Settings } from '../../../server/src/shared/protocol.js';
import { readSettings } from '../../../server/src/settings/settings.js';

/** The GGUF file that the tests of engines run: the starter model, or one of the same format. */
export const starterPath = process.env['BIONOTE_TEST_GGUF'] ?? 'models/bionote-starter.gguf';

/** Folder of the bundle, from the root of the repository. */
export const embeddedBundle = 'out/test-engine';

/** The engine of this source, bundled as it ships; {@link prepareEngine} makes it. */
export const parts: EmbeddedParts = { entry: `${embeddedBundle}/embedded.mjs`, starterPath };

let bundled: Promise<unknown> | undefined;

/** Bundles the engine once; skips where there is no model to run. */
export async function prepareEngine(context: Context): Promise<void> {
  if (!existsSync(starterPath)) {
    console.log(`      ${starterPath} is not there: train it, or name a GGUF file in BIONOTE_TEST_GGUF`);
    context.skip();
  }
  bundled ??= Promise.all([
    build({
      ...llamaBuildOptions,
      entryPoints: ['server/src/models/embedded/process.ts'],
      outfile: parts.entry,
      logLevel: 'error',
    }),
    stageLlama(embeddedBundle),
  ]);
  await bundled;
}

/** A runtime of the starter model; its process starts with the first call. */
export async function openStarter(
  over: Partial<Settings['embedded']> = {},
  otherParts: Partial<EmbeddedParts> = {},
  dialect: Settings['dialect'] = 'auto',
): Promise<EmbeddedRuntime> {
  const settings = { ...readSettings({}).settings.embedded, ...over };
  const runtime = await new EmbeddedEngine({ ...parts, ...otherParts }, settings).open(dialect);
  assert.ok(runtime instanceof EmbeddedRuntime);
  return runtime;
}
