import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bundlePath, collectTexts } from '../../l10n/collect.mjs';

describe('the bundle of texts', () => {
  it('holds every text of the sources: run "node l10n/collect.mjs"', async () => {
    const bundle: unknown = JSON.parse(await readFile(bundlePath, 'utf8'));
    assert.deepEqual(bundle, await collectTexts());
  });
});
