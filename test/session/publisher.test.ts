import assert from 'node:assert/strict';
import type { NoteAnalysis } from '../../server/src/analysis/note-analysis.js';
import { computeAnnotations } from '../../server/src/features/annotations.js';
import { computeDiagnostics } from '../../server/src/features/diagnostics.js';
import { viewOf } from '../../server/src/features/note-view.js';
import { afterChange, asList, type SaidOfNote } from '../../server/src/shared/annotation-lines.js';
import { Publisher } from '../../server/src/session/publisher.js';
import { ManualTimer } from '../shared/manual-timer.js';
import { markedNote, uri } from '../features/marked-note.js';

const premise = 'No fever.';
const hypothesis = 'Fever.';
const empty = markedNote(`${premise} ${hypothesis}`).analysis;
const marked = markedNote('No [fever|problem]. [Fever|problem].').analysis;
const contradicting = markedNote('No [fever|problem]. [Fever|problem].', {
  contradictions: [{ premise, hypothesis }],
}).analysis;
const moved = {
  ...markedNote('\nNo [fever|problem]. [Fever|problem].', { contradictions: [{ premise, hypothesis }] })
    .analysis,
  version: 8,
};

function setUp(pull: boolean, colours = true, outline = false) {
  const timer = new ManualTimer();
  const told: string[] = [];
  let snapshot: NoteAnalysis | undefined = empty;
  let scheduled = false;
  let said: SaidOfNote | undefined;
  const publisher = new Publisher({
    snapshot: () => snapshot,
    diagnostics: (analysis) =>
      computeDiagnostics(viewOf(analysis), { severity: 'warning', relatedInformation: true }),
    annotations: (analysis) =>
      computeAnnotations(viewOf(analysis), { name: 's', entities: [], relations: [] }),
    ...(pull
      ? { refreshDiagnostics: () => told.push('pull') }
      : { sendDiagnostics: (_, list, version) => told.push(`push ${list.length} v${version}`) }),
    ...(outline && { refreshOutline: () => told.push('outline') }),
    sendAnnotations: (change) => {
      said = afterChange(said, change);
      assert.ok(said, 'builds on what was sent before');
      told.push(`draw ${asList(said).annotations.length} v${said.version}`);
      return Promise.resolve(true);
    },
    refreshTokens: () => told.push('tokens'),
    isScheduled: () => scheduled,
    colours: () => colours,
    timer: timer.start,
  });
  const become = async (next: NoteAnalysis | undefined, times = 1): Promise<string[]> => {
    snapshot = next;
    for (let i = 0; i < times; i++) publisher.changed(uri);
    await timer.pass(20);
    return told.splice(0);
  };
  const schedule = (is: boolean): void => {
    scheduled = is;
  };
  return { publisher, become, told, timer, schedule };
}

describe('publisher', () => {
  it('tells what is new, once', async () => {
    const { become } = setUp(false);
    assert.deepEqual(await become(empty), ['draw 0 v7']);
    assert.deepEqual(await become(marked, 5), ['draw 2 v7', 'tokens']);
    assert.deepEqual(await become(contradicting), ['push 1 v7']);
    assert.deepEqual(await become(contradicting), []);
  });

  it('moves diagnostics with the text, and leaves tokens to the editor’s own request', async () => {
    const { become } = setUp(false);
    await become(contradicting);
    assert.deepEqual(await become(moved), ['draw 2 v8', 'push 1 v8']);
  });

  it('asks a client that pulls to pull only when the model found something', async () => {
    const { become } = setUp(true);
    await become(marked);
    assert.deepEqual(await become(contradicting), ['pull']);
    assert.deepEqual(await become(moved), ['draw 2 v8']);
  });

  it('takes the diagnostics of a closed note away', async () => {
    const { become, publisher, told, timer } = setUp(false);
    await become(contradicting);
    publisher.changed(uri);
    publisher.close(uri);
    await timer.pass(100);
    assert.deepEqual(told, ['push 0 vundefined']);
    publisher.close(uri);
    assert.equal(told.length, 1);
  });

  it('takes what is drawn away too where the document stays open', async () => {
    const { become, publisher, told } = setUp(false);
    await become(contradicting);
    publisher.close(uri, 9);
    assert.deepEqual(told, ['push 0 vundefined', 'tokens', 'draw 0 v9']);
  });

  it('has the outline asked for again when a note rests, analyzed to its end or not', async () => {
    const { become, schedule } = setUp(false, false, true);
    await become(empty);
    const partly = (state: 'running' | 'waiting') => ({ ...marked, progress: { ...marked.progress, state } });
    assert.deepEqual(await become(partly('running')), ['draw 2 v7']);
    schedule(true);
    assert.deepEqual(await become(partly('waiting')), []);
    schedule(false);
    assert.deepEqual(await become(partly('waiting')), ['outline']);
  });

  it('tells of another reading of a sentence that names as much as the one before', async () => {
    const { become } = setUp(false, true, true);
    const carried = markedNote('A high [fever|problem] today.').analysis;
    const read = markedNote('A [high fever|problem] today.').analysis;
    assert.deepEqual(
      read.entities.map(({ id }) => id),
      carried.entities.map(({ id }) => id),
    );
    await become(carried);
    assert.deepEqual(await become(read), ['draw 1 v7', 'tokens', 'outline']);
    const other = markedNote('A [high fever|test] today.').analysis;
    assert.deepEqual(await become(other), ['draw 1 v7', 'tokens', 'outline']);
    assert.deepEqual(await become(structuredClone(other)), []);
  });

  it('asks for no tokens where none are coloured', async () => {
    const { become } = setUp(false, false);
    assert.deepEqual(await become(marked), ['draw 2 v7']);
  });

  it('tells everything again when the settings changed', async () => {
    const { become, publisher, told, timer } = setUp(false);
    await become(contradicting);
    publisher.repeat(uri);
    await timer.pass(20);
    assert.deepEqual(told, ['tokens', 'draw 2 v7', 'push 1 v7']);
  });
});
