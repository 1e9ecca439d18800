import { TextDocument } from 'vscode-languageserver-textdocument';
import { Analysis } from '../server/src/analysis/analysis.js';
import { ReadingCache } from '../server/src/asking/cache.js';
import { IgnoredPairs } from '../server/src/analysis/ignored-pairs.js';
import { Scheduler } from '../server/src/asking/scheduler.js';
import { computeAnnotations } from '../server/src/features/annotations.js';
import { applyChanges } from '../server/src/session/document-changes.js';
import { viewOf } from '../server/src/features/note-view.js';
import { OllamaEngine } from '../server/src/models/ollama/engine.js';
import { defaultSettings } from '../server/src/settings/settings.js';
import { clinicalSchema } from '../server/src/tasks/schemas.js';
import { RemoteOracle } from '../test/fakes/oracle/remote.js';
import { makeNote } from './made-note.js';
import { judged, noted, type Row } from './row.js';
import { median, ms, percentile } from './statistics.js';

const uri = 'file:///note.note';
const words = 5000;
const places = 25;
const typed = ' with some pains ';

/**
 * The server's own work between an edit of a long, analyzed note and the message with the moved highlights:
 * applying the edit, moving the results, making the snapshot, computing the annotations and writing them as
 * JSON.
 */
export async function measureMoving(): Promise<Row[]> {
  const note = makeNote(words);
  const oracle = await RemoteOracle.start({ gold: [note] });
  const { ollama, relations, contradictions } = defaultSettings;
  const signal = new AbortController().signal;
  const runtime = await new OllamaEngine({ ...ollama, host: oracle.host }).open(
    'oracle:latest',
    'auto',
    signal,
  );
  const analysis = new Analysis({
    runtimes: { current: () => Promise.resolve(runtime) },
    cache: new ReadingCache(),
    ignored: new IgnoredPairs(),
    scheduler: new Scheduler(),
  });
  try {
    analysis.configure({ schema: clinicalSchema, relations, contradictions });
    analysis.open(uri, 1, note.text, true);
    const { entities } = await analysis.analyze(uri, { signal });
    let document = TextDocument.create(uri, 'clinical-note', 1, note.text);
    const times: number[] = [];
    const processor: number[] = [];
    let version = 1;
    for (let place = 0; place < places; place++) {
      const offset = Math.floor(((place + 0.5) / places) * note.text.length);
      for (const [index, letter] of Array.from(typed).entries()) {
        const position = document.positionAt(offset + index);
        const began = performance.now();
        const busy = process.cpuUsage();
        const change = applyChanges(
          document,
          [{ range: { start: position, end: position }, text: letter }],
          ++version,
        );
        document = change.document;
        analysis.change(uri, version, document.getText(), change.edits);
        const snapshot = analysis.snapshot(uri);
        if (!snapshot) throw new Error('The note is not open.');
        JSON.stringify(computeAnnotations(viewOf(snapshot), clinicalSchema));
        times.push(performance.now() - began);
        const { user, system } = process.cpuUsage(busy);
        processor.push((user + system) / 1000);
      }
      await analysis.analyze(uri, { signal });
    }
    const [middle, high] = [median(times), percentile(times, 0.99)];
    const what = `moving ${entities.length} entities and ${words} words after an edit`;
    return [
      judged(`${what}, median of ${times.length}`, ms(middle), '≤ 5 ms', middle <= 5),
      judged(`${what}, 99th percentile`, ms(high), '≤ 16 ms', high <= 16),
      noted(
        'the same in processor time, median and 99th percentile',
        `${ms(median(processor))}, ${ms(percentile(processor, 0.99))}`,
      ),
    ];
  } finally {
    analysis.dispose();
    await runtime.dispose();
    await oracle.stop();
  }
}
