/**
 * `npm run bench -- NAME… [--corpora=FOLDER] [--python=PYTHON] [--documents=N] [--minutes=N]` runs the named
 * benches, or all of them, and prints their figures as tables with the bars. Exits with 1 if a bar is missed.
 */
import { measureActivation } from './activation.js';
import { measureEdits } from './edits.js';
import { measureEncoder } from './encoder.js';
import { measureFirstHighlight } from './first-highlight.js';
import { measureGrowth } from './growth.js';
import { measureModelTime } from './model-time.js';
import { measureMoving } from './moving.js';
import { measureNotes } from './notes.js';
import { names } from './options.js';
import { compareOracle } from './oracle-check.js';
import { comparePeers } from './peers/compare.js';
import { measureRequests } from './requests.js';
import { measureReview } from './review.js';
import type { Bench, Row } from './row.js';
import { measureServer } from './server-size.js';
import { measureSizes } from './sizes.js';
import { measureSoak } from './soak.js';
import { measureThroughput } from './throughput/throughput.js';
import { measureTyping } from './typing.js';

const benches: Readonly<Record<string, Bench>> = {
  'model-time': measureModelTime,
  edits: measureEdits,
  moving: measureMoving,
  requests: measureRequests,
  review: measureReview,
  'first-highlight': measureFirstHighlight,
  encoder: measureEncoder,
  typing: measureTyping,
  peers: comparePeers,
  server: measureServer,
  activation: measureActivation,
  sizes: measureSizes,
  throughput: measureThroughput,
  growth: measureGrowth,
  notes: measureNotes,
  oracle: compareOracle,
  soak: measureSoak,
};

const unknown = names.filter((name) => name !== 'all' && !(name in benches));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}, all.`);
  process.exitCode = 2;
} else {
  const all = names.length === 0 || names.includes('all');
  const missed: string[] = [];
  const left: string[] = [];
  for (const [name, measure] of Object.entries(benches)) {
    if (!all && !names.includes(name)) continue;
    console.log(`\n${name}\n\n| measure | bar | figure | verdict |\n|---|---|---|---|`);
    try {
      for (const row of await measure()) {
        console.log(line(row));
        if (row.met === false) missed.push(`${name}: ${row.measure}`);
        if (row.absent) left.push(`${name}: ${row.measure}`);
      }
    } catch (error) {
      // A bench that fails must not lose the figures of the others.
      missed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const bars = left.length === 0 ? 'Every bar is met.' : 'Every bar that was measured is met.';
  console.log(missed.length === 0 ? `\n${bars}` : `\nMissed:\n- ${missed.join('\n- ')}`);
  if (left.length > 0) console.log(`\nNot run:\n- ${left.join('\n- ')}`);
  process.exitCode = missed.length === 0 ? 0 : 1;
}

function line({ measure, bar = '', figure, met }: Row): string {
  return `| ${measure} | ${bar} | ${figure} | ${met === undefined ? '' : met ? 'met' : 'missed'} |`;
}
