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

/**
 * Allowed ratio of the median of the last quarter to that of the second; the first quarter only fills caches.
 */
const growth = 1.1;

/** Tokens per second of a small model on a large GPU, so that caches and disks see realistic traffic. */
const speed = { prefill: 40_000, decode: 4_000 };

/** Heap limit of the server; with a larger one, uncollected garbage looks like growth. */
const heapMegabytes = 192;

/** Number of actions between two measurements of the memory. */
const between = 20;

/**
 * Edits, closes, opens and analyzes many notes for a long time, and checks whether the language server's
 * memory grows.
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
      // Each note is replaced in every fifth round; the other rounds only change the first day, so that no note
      // grows.
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
      // Do not keep the server's messages here forever either.
      for (const told of [
        editor.annotations,
        editor.changes,
        editor.published,
        editor.progressed,
        editor.progresses,
      ])
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
