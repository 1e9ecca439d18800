import { RemoteOracle } from '../test/fakes/oracle/remote.js';
import { AnalyzeRequest } from '../server/src/shared/protocol.js';
import { makeNote } from './made-note.js';
import { judged, noted, type Row } from './row.js';
import { bundleServer } from './server-bundle.js';
import { median, ms } from './statistics.js';
import { Subject } from './subject.js';

const notes = 10;
const words = 5000;
const starts = 10;

/** How long the language server takes to start, and its memory with ten long notes analyzed. */
export async function measureServer(): Promise<Row[]> {
  const bundle = await bundleServer();
  const made = Array.from({ length: notes }, (_, seed) => makeNote(words, seed));
  const oracle = await RemoteOracle.start({ gold: made });
  try {
    const ready: number[] = [];
    for (let start = 0; start < starts; start++) {
      const server = await Subject.start({ server: bundle.path, host: oracle.host });
      ready.push(server.readyAfter);
      await server.stop();
    }
    const subject = await Subject.start({ server: bundle.path, host: oracle.host, slots: 4 });
    const empty = await subject.memory();
    const uris = made.map((_, index) => `file:///note-${index}.note`);
    for (const [index, uri] of uris.entries()) await subject.editor.open(uri, made[index]?.text ?? '');
    for (const uri of uris) await subject.editor.request(AnalyzeRequest, { uri });
    const most = await subject.peakMemory();
    await subject.stop();
    return [
      judged(
        `time to a ready server, median of ${starts}`,
        ms(median(ready)),
        '< 300 ms',
        median(ready) < 300,
      ),
      noted('memory of the language server, nothing open', `${Math.round(empty)} MB`),
      judged(
        `the most with ${notes} notes of ${words} words`,
        `${Math.round(most)} MB`,
        '≤ 250 MB',
        most <= 250,
      ),
    ];
  } finally {
    await oracle.stop();
    await bundle.remove();
  }
}
