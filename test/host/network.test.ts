import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { connectionsFile, openSession } from './session.js';
import { closeWindow, openWindow, until } from './screen.js';

interface Recorded {
  readonly script: string;
  readonly started?: true;
  readonly host?: string;
}

async function recorded(): Promise<Recorded[]> {
  const lines = (await readFile(connectionsFile, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Recorded);
}

describe('the network', () => {
  it('is not touched by the extension, its server and its model', async function () {
    this.timeout(180_000);
    const page = await openWindow(await openSession(), 'case-report.note', 'light');
    try {
      // All that the suites did until now is on record, too.
      for (const part of ['server.cjs', 'encoder.mjs']) {
        await until(`the start of ${part} on record`, async () => {
          const found = (await recorded()).some(({ script, started }) => started && script.endsWith(part));
          return found ? true : undefined;
        });
      }
    } finally {
      await closeWindow(page);
    }
    const outside = (await recorded()).filter(({ host }) => host !== undefined);
    assert.deepEqual(outside, []);
  });
});
