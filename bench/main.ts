/** `npm run bench -- NAME…`: runs the benches named, or all of them, and prints their figures as tables. */
import { measureNotes } from './notes.js';
import { measureSizes } from './sizes.js';

/** A line of a result: what was measured, and the figure with its unit. */
export type Row = readonly [measure: string, figure: string];

const benches: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  notes: measureNotes,
  sizes: measureSizes,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => name !== 'all' && !(name in benches));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}, all.`);
  process.exitCode = 2;
} else {
  const all = asked.length === 0 || asked.includes('all');
  for (const [name, measure] of Object.entries(benches)) {
    if (!all && !asked.includes(name)) continue;
    console.log(`\n${name}\n\n| measure | figure |\n|---|---|`);
    for (const [what, figure] of await measure()) console.log(`| ${what} | ${figure} |`);
  }
}
