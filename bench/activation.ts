import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { absent, judged, type Row } from './row.js';
import { root } from './server-bundle.js';
import { ms } from './statistics.js';

/** How long `activate()` took when the first note was opened, in the last run of the tests in a real VS Code. */
export async function measureActivation(): Promise<Row[]> {
  const reports = await readFile(join(root, 'out', 'host', 'first.jsonl'), 'utf8').catch(() => '');
  for (const line of reports.split('\n').filter(Boolean)) {
    const { measured, milliseconds } = JSON.parse(line) as { measured?: string; milliseconds?: number };
    if (measured !== 'activation' || milliseconds === undefined) continue;
    return [
      judged(
        'activation, in the last run of the editor tests',
        ms(milliseconds),
        '< 100 ms',
        milliseconds < 100,
      ),
    ];
  }
  return [absent('activation', 'needs `npm run test:editor` before')];
}
