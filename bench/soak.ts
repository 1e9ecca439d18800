import { RemoteOracle } from '../test/fakes/oracle/remote.js';
import { AnalyzeRequest } from '../server/src/shared/protocol.js';
import { makeNote } from './made-note.js';
import { options } from './options.js';
import { judged, noted, type Row } from './row.js';
import { bundleServer } from './server-bundle.js';
import { median } from './statistics.js';
import { Subject } from './subject.js';

const notes = 200;
const words = 150;

/** How much the median of the last quarter may lie above that of the second: the first fills what is filled once. */
const growth = 1.1;

/** As fast as a small model on a large GPU, in tokens a second: caches and disks then have what they have in life. */
const speed = { prefill: 40_000, decode: 4_000 };

/** The heap that the server may use: with more, garbage is left lying and looks like growth. */
const heapMegabytes = 192;

/** A memory is looked at after so many things were done. */
const between = 20;

/**
 * Edits, closes, opens and analyzes many notes for a long time, and looks whether the memory of the language server
 * grows with it.
 */
export async function measureSoak(): Promise<Row[]> {
  const bundle = await bundleServer();
  const made = Array.from({ length: notes }, (_, seed) => makeNote(words, seed));
  const oracle = await RemoteOracle.start({ gold: made, speed });
  const subject = await Subject.start({
    server: bundle.path,
    host: oracle.host,
    storage: bundle.folder,
    slots: 4,
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
  });
  const { editor } = subject;
  const uriOf = (index: number): string => `file:///soak-${index}.note`;
  try {
    for (const [index, { text }] of made.entries()) await editor.open(uriOf(index), text);
    for (const index of made.keys()) await editor.request(AnalyzeRequest, { uri: uriOf(index) });
    const memory: number[] = [];
    const end = performance.now() + options.minutes * 60_000;
    let done = 0;
    for (; performance.now() < end; done++) {
      const index = (done * 7) % notes;
      const uri = uriOf(index);
      // Each note is opened anew in every fifth round; in the others the first day is another, so that no note grows.
      if ((Math.floor(done / notes) + index) % 5 === 4) {
        await editor.close(uri);
        await editor.open(uri, made[index]?.text ?? '');
      } else {
        const [day = ''] = /day \d+/.exec(editor.documents.get(uri)?.getText() ?? '') ?? [];
        await editor.replace(uri, day, `day ${1_000_000 + done}`);
      }
      await editor.request(AnalyzeRequest, { uri });
      await editor.of('semanticTokens/full', uri);
      if (done % between === 0) memory.push(await subject.memory());
      // What the server tells is not kept here for ever either.
      for (const told of [editor.annotations, editor.published, editor.progressed, editor.progresses])
        told.length = 0;
      editor.statuses.splice(0, editor.statuses.length - 1);
    }
    const quarter = Math.floor(memory.length / 4);
    const before = median(memory.slice(quarter, 2 * quarter));
    const after = median(memory.slice(-quarter));
    return [
      noted('time, notes and what was done', `${options.minutes} min, ${notes} notes, ${done} times`),
      noted('memory in the second quarter, median', `${Math.round(before)} MB`),
      noted('memory in the last quarter, median', `${Math.round(after)} MB`),
      judged(
        'last quarter over second',
        (after / before).toFixed(2),
        `≤ ${growth}`,
        after / before <= growth,
      ),
    ];
  } finally {
    await subject.stop();
    await oracle.stop();
    await bundle.remove();
  }
}
