import { join } from 'node:path';
import { RemoteOracle } from '../test/fakes/oracle/remote.js';
import type { GoldText } from '../test/fakes/oracle/gold.js';
import { AnalyzeRequest } from '../server/src/shared/protocol.js';
import { makeNote } from './made-note.js';
import { judged, noted, type Row } from './row.js';
import { bundleServer } from './server-bundle.js';
import { Subject } from './subject.js';

const uri = 'file:///note.note';
const words = 5000;

/** The calls to the model after an edit of one word in a long note, and when the note is reopened. */
export async function measureEdits(): Promise<Row[]> {
  const bundle = await bundleServer();
  const note = makeNote(words);
  const oracle = await RemoteOracle.start({ gold: [note, edited(note)] });
  const storage = join(bundle.folder, 'storage');
  let subject = await Subject.start({ server: bundle.path, host: oracle.host, storage });
  try {
    await subject.analyze(uri, note.text);
    const { calls } = await oracle.counts();
    await oracle.reset();
    await subject.editor.replace(uri, old, young);
    await subject.editor.request(AnalyzeRequest, { uri });
    const inputs = await oracle.inputs();
    const [entities, pairs] = [
      inputs.filter((input) => isEntities(input)),
      inputs.filter((i) => !isEntities(i)),
    ];
    const strange = pairs.filter((input) => !input.replace(/<\/?(?:head|tail)>/g, '').includes(young));
    await oracle.reset();
    await subject.editor.close(uri);
    await subject.analyze('file:///again.note', edited(note).text);
    const again = await oracle.counts();
    await subject.stop();
    subject = await Subject.start({ server: bundle.path, host: oracle.host, storage });
    await subject.analyze(uri, note.text);
    const anew = await oracle.counts();
    return [
      noted(`first analysis of ${words} words, ${note.entities.length} entities`, `${calls} calls`),
      judged(
        'calls for entities after an edit of one word',
        `${entities.length}`,
        '1',
        entities.length === 1,
      ),
      judged(
        'calls for pairs without the edited sentence after it',
        `${strange.length} of ${pairs.length}`,
        '0',
        strange.length === 0,
      ),
      judged('calls when the note is opened again', `${again.calls}`, '0', again.calls === 0),
      judged('the same in a new server', `${anew.calls}`, '0', anew.calls === 0),
    ];
  } finally {
    await subject.stop();
    await oracle.stop();
    await bundle.remove();
  }
}

/** A word in the middle of the note, and its replacement. */
const old = 'in week 169 was';
const young = 'in week 169 had been';

function edited({ text, entities }: GoldText): GoldText {
  const at = text.indexOf(old);
  if (at < 0) throw new Error('The sentence to edit is not in the note.');
  const grown = young.length - old.length;
  return {
    text: text.replace(old, young),
    entities: entities.map((entity) =>
      entity.start < at ? entity : { ...entity, start: entity.start + grown, end: entity.end + grown },
    ),
  };
}

function isEntities(input: string): boolean {
  return input.includes('Sentence: ') && !input.includes('\nHead (');
}
