import { RemoteOracle } from '../test/fakes/oracle/remote.js';
import { makeNote } from './made-note.js';
import { judged, noted, type Row } from './row.js';
import { bundleServer } from './server-bundle.js';
import { ms, percent } from './statistics.js';
import { Subject } from './subject.js';

/** Roughly the speed of a 4-bit model of 8 billion parameters on one consumer GPU, in tokens per second. */
const speed = { prefill: 2000, decode: 80 };

/**
 * The total time for a note compared with the model's own time for its calls, and how busy several slots are.
 */
export async function measureModelTime(): Promise<Row[]> {
  const bundle = await bundleServer();
  const rows: Row[] = [];
  try {
    for (const { slots, words } of [
      { slots: 1, words: 400 },
      { slots: 4, words: 800 },
    ]) {
      const note = makeNote(words);
      const oracle = await RemoteOracle.start({ gold: [note], speed, slots });
      const subject = await Subject.start({ server: bundle.path, host: oracle.host, slots });
      const took = await subject.analyze('file:///note.note', note.text);
      const { calls, busy, unknown, strangers } = await oracle.counts();
      await subject.stop();
      await oracle.stop();
      if (unknown + strangers > 0)
        throw new Error(`The oracle did not know ${unknown + strangers} of ${calls} calls.`);
      rows.push(
        noted(`one note of ${words} words, ${slots} slots`, `${calls} calls, ${ms(took)}, model ${ms(busy)}`),
      );
      const ratio = took / busy;
      const occupancy = busy / (slots * took);
      rows.push(
        slots === 1
          ? judged('end-to-end time over the model’s own, 1 slot', ratio.toFixed(3), '≤ 1.05', ratio <= 1.05)
          : judged(`slots busy, ${slots} slots`, percent(occupancy), '≥ 90 %', occupancy >= 0.9),
      );
    }
  } finally {
    await bundle.remove();
  }
  return rows;
}
