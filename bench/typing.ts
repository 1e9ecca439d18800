import { setTimeout as wait } from 'node:timers/promises';
import { RemoteOracle } from '../test/fakes/oracle/remote.js';
import { Control } from './control.js';
import { makeNote } from './made-note.js';
import { judged, noted, type Row } from './row.js';
import { bundleServer } from './server-bundle.js';
import { median, ms, percent } from './statistics.js';
import { Subject } from './subject.js';

const uri = 'file:///note.note';
const speed = { prefill: 2000, decode: 80 };
const typed = 'The cough was worse at night and the patient had fever again. '.repeat(5).slice(0, 300);

/**
 * Typing in a note while it is analyzed: how late the server answers, and how much of the model's time is
 * wasted.
 */
export async function measureTyping(): Promise<Row[]> {
  const bundle = await bundleServer();
  const note = makeNote(3000);
  const oracle = await RemoteOracle.start({ gold: [note], speed });
  const subject = await Subject.start({ server: bundle.path, host: oracle.host });
  const control = await Control.start();
  const { editor } = subject;
  try {
    await editor.open(uri, note.text);
    const late: number[] = [];
    const echoed: number[] = [];
    const anchor = 'HISTORY 0-1:\n';
    let written = anchor;
    const began = performance.now();
    for (const [index, letter] of Array.from(typed).entries()) {
      await wait(Math.max(0, began + index * 100 - performance.now()));
      await editor.replace(uri, written, written + letter);
      written += letter;
      const asked = performance.now();
      await Promise.all([
        editor.at('hover', uri, written),
        editor.at('documentHighlight', uri, written),
        editor.of('documentSymbol', uri),
      ]);
      late.push(performance.now() - asked);
      echoed.push(await control.answer());
    }
    const { busy, wasted, aborted, calls } = await oracle.counts();
    const latest = Math.max(...late);
    return [
      noted(`${typed.length} characters at 10 a second`, `${calls} calls meanwhile, ${aborted} aborted`),
      judged(`latest reply (median ${ms(median(late))})`, ms(latest), '≤ 50 ms', latest <= 50),
      noted('latest answer of a process that only echoes, meanwhile', ms(Math.max(...echoed))),
      judged('model time that was wasted', percent(wasted / busy), '≤ 10 %', wasted / busy <= 0.1),
    ];
  } finally {
    await control.stop();
    await subject.stop();
    await oracle.stop();
    await bundle.remove();
  }
}
