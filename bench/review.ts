import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ReviewRequest, type Annotation, type ReviewParams } from '../server/src/shared/protocol.js';
import { RemoteOracle } from '../test/fakes/oracle/remote.js';
import { makeNote } from './made-note.js';
import { judged, noted, type Row } from './row.js';
import { bundleServer } from './server-bundle.js';
import { median, ms, percentile } from './statistics.js';
import { Subject } from './subject.js';

const words = 5000;
const confirmedFirst = 500;
const times = 100;

/** Decisions on a long note that has been reviewed in part, from the request until the editor knows what to draw. */
export async function measureReview(): Promise<Row[]> {
  const bundle = await bundleServer();
  const note = makeNote(words);
  const oracle = await RemoteOracle.start({ gold: [note] });
  const subject = await Subject.start({ server: bundle.path, host: oracle.host, entitiesOnly: true });
  const folder = await mkdtemp(join(tmpdir(), 'bionote-bench-'));
  const { editor } = subject;
  try {
    const file = join(folder, 'note.note');
    await writeFile(file, note.text);
    const uri = pathToFileURL(file).href;
    await subject.analyze(uri, note.text);
    const shown = (): readonly Annotation[] => editor.annotations.at(-1)?.annotations ?? [];
    const isConfirmed = ({ range, type }: Annotation): boolean =>
      shown().some(
        (each) =>
          each.state === 'confirmed' &&
          each.type === type &&
          each.range.start.line === range.start.line &&
          each.range.start.character === range.start.character,
      );
    const ask = (params: Omit<ReviewParams, 'uri'>): Promise<unknown> =>
      editor.request(ReviewRequest, { uri, ...params });
    const target = ({ range, type }: Annotation): { range: Annotation['range']; type: string } => ({
      range,
      type,
    });
    const proposals = shown().filter(({ state }) => state !== 'confirmed');
    const first = proposals.slice(0, confirmedFirst);
    let began = performance.now();
    await ask({ action: 'acceptEach', targets: first.map(target) });
    await drawn(() => first.every(isConfirmed));
    const together = performance.now() - began;
    const taken: number[] = [];
    for (const proposal of proposals.slice(confirmedFirst, confirmedFirst + times)) {
      began = performance.now();
      await ask({ action: 'accept', target: target(proposal) });
      await drawn(() => isConfirmed(proposal));
      taken.push(performance.now() - began);
    }
    return [
      noted(
        `${words} words, ${proposals.length} proposals: ${confirmedFirst} accepted in one decision`,
        ms(together),
      ),
      judged(
        `one more accepted, median of ${times} (99th percentile ${ms(percentile(taken, 0.99))})`,
        ms(median(taken)),
        '≤ 50 ms',
        median(taken) <= 50,
      ),
    ];
  } finally {
    await subject.stop();
    await oracle.stop();
    await bundle.remove();
    await rm(folder, { recursive: true });
  }
}

/** Resolves as soon as it is drawn, without a pause that would count. */
async function drawn(isDrawn: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!isDrawn()) {
    if (performance.now() > end) throw new Error('A decision was not drawn.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
