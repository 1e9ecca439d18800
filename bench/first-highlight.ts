import { RemoteOracle } from '../test/fakes/oracle/remote.js';
import { highlightOnScreen } from './highlight-on-screen.js';
import { makeNote } from './made-note.js';
import { judged, noted, type Row } from './row.js';
import { bundleServer } from './server-bundle.js';
import { ms } from './statistics.js';
import { Subject } from './subject.js';

const uri = 'file:///note.note';
const speed = { prefill: 2000, decode: 80 };

/** From opening a long note, scrolled to its middle, to the first highlight on screen. */
export async function measureFirstHighlight(): Promise<Row[]> {
  const bundle = await bundleServer();
  const note = makeNote(5000);
  const oracle = await RemoteOracle.start({ gold: [note], speed });
  const subject = await Subject.start({ server: bundle.path, host: oracle.host, entitiesOnly: true });
  const { editor } = subject;
  try {
    // Open another note first, so that the engine is found and the model has read the instructions.
    await subject.analyze('file:///warm.note', makeNote(20).text);
    await oracle.reset(speed, { forget: false });
    const { type, took } = await highlightOnScreen(editor, uri, note.text);
    const counts = await oracle.counts();
    const call = counts.firstBusy;
    const ratio = took / call;
    return [
      noted('the first highlight is on screen', `${type}, after ${ms(took)}; one call ${ms(call)}`),
      judged(
        'opening to the first highlight, over one call, with the instructions read before',
        ratio.toFixed(2),
        '≤ 1.2',
        ratio <= 1.2,
      ),
    ];
  } finally {
    await subject.stop();
    await oracle.stop();
    await bundle.remove();
  }
}
