import assert from 'node:assert/strict';
import {
  computeStatus,
  noteStatusOf,
  unsuitableStatus,
  type StatusFacts,
} from '../../server/src/features/status.js';
import { causes } from '../../server/src/models/causes.js';
import type { ModelFailure } from '../../server/src/models/error.js';
import type { ModelErrorCode } from '../../server/src/models/error-code.js';
import { clientCommands, serverCommands, type NoteStatus } from '../../server/src/shared/protocol.js';
import { markedNote } from './marked-note.js';

const note: NoteStatus = { ...unsuitableStatus('file:///a.note', ''), state: 'done' };
const selected = { engine: 'ollama', model: 'm:1b', host: 'http://127.0.0.1:11434', detail: 'why' } as const;
const facts: StatusFacts = {
  notes: [note],
  scheduled: false,
  selected,
  host: 'http://127.0.0.1:11434',
  chosenModel: 'm:1b',
  clientCommands: true,
};
const unselected: StatusFacts = { ...facts };
Reflect.deleteProperty(unselected, 'selected');
const failure: ModelFailure = { code: 'model-missing', message: 'model "m:1b" is not there' };

describe('status', () => {
  it('shows engine, model, host, device and duration', () => {
    const status = computeStatus({ ...facts, gpuShare: 1, lastMilliseconds: 1234.5 });
    assert.deepEqual(status, {
      state: 'ready',
      engine: 'ollama',
      model: 'm:1b',
      host: 'http://127.0.0.1:11434',
      device: 'GPU',
      lastMilliseconds: 1235,
      detail: 'why',
      notes: [note],
    });
  });

  const devices: [number | undefined, string | undefined][] = [
    [0, 'CPU'],
    [0.6, '60 % GPU'],
    [1, 'GPU'],
    [undefined, undefined],
  ];
  for (const [gpuShare, device] of devices) {
    it(`calls a GPU share of ${gpuShare ?? 'unknown size'} ${device ?? 'nothing'}`, () => {
      const status = computeStatus({ ...facts, ...(gpuShare !== undefined && { gpuShare }) });
      assert.equal(status.device, device);
    });
  }

  it('tells the state', () => {
    const stateOf = (more: Partial<StatusFacts>) => computeStatus({ ...facts, ...more }).state;
    const running = { ...note, state: 'running' } as const;
    assert.equal(stateOf({ notes: [note, running] }), 'analyzing');
    assert.equal(stateOf({ notes: [{ ...note, state: 'off' }] }), 'off');
    assert.equal(stateOf({ notes: [] }), 'off');
    const waiting = { ...note, state: 'waiting' } as const;
    assert.equal(stateOf({ notes: [waiting] }), 'ready');
    assert.equal(computeStatus({ ...unselected, notes: [waiting] }).state, 'ready');
    assert.equal(stateOf({ notes: [waiting], scheduled: true }), 'analyzing');
    assert.equal(stateOf({ failure, notes: [running] }), 'unavailable');
    assert.equal(computeStatus({ ...unselected, notes: [running] }).state, 'starting');
  });

  it('names the cause of a failure and what to do, and says it in one sentence', () => {
    const status = computeStatus({ ...unselected, failure });
    assert.equal(status.problem, 'model-missing');
    assert.equal(status.detail, failure.message);
    assert.deepEqual(status.actions?.[0], {
      title: 'Download m:1b',
      command: clientCommands.pullModel,
      arguments: ['m:1b'],
    });
    assert.equal(status.actions.at(-1)?.command, serverCommands.retry);
  });

  it('offers only what the client can do', () => {
    const status = computeStatus({ ...facts, failure, clientCommands: false });
    assert.deepEqual(
      status.actions?.map(({ command }) => command),
      [serverCommands.retry],
    );
  });

  it('offers something for every cause', () => {
    for (const code of Object.keys(causes) as ModelErrorCode[]) {
      assert.ok(computeStatus({ ...facts, failure: { code, message: '' } }).actions?.length, code);
    }
  });

  it('takes doing without Ollama for a problem only where a model of it was chosen', () => {
    const fallback: ModelFailure = { code: 'unreachable', message: 'no answer' };
    const embedded = { engine: 'embedded', model: 'starter', detail: 'because', fallback } as const;
    const chosen = computeStatus({ ...facts, selected: embedded });
    assert.equal(chosen.problem, 'unreachable');
    assert.equal(chosen.host, undefined);
    const unchosen = computeStatus({ ...facts, selected: embedded, chosenModel: '' });
    assert.equal(unchosen.problem, undefined);
    assert.ok(unchosen.actions?.length);
    assert.equal(unchosen.state, 'ready');
  });

  it('says which types of the schema the model does not know, and offers to choose another', () => {
    const status = computeStatus({ ...facts, unknownTypes: ['gene', 'cell'] });
    assert.equal(status.detail, 'why m:1b does not know: gene, cell. Choose a model in Ollama for them.');
    assert.equal(status.actions?.[0]?.command, clientCommands.chooseModel);
    assert.equal(status.problem, undefined);
  });

  const unknown = {
    schema: { name: 'study', entities: [{ name: 'arm', description: '' }] },
    unknownTypes: ['arm'],
  };

  it('makes a problem of a schema of which the model knows nothing, and offers another model or schema', () => {
    const status = computeStatus({ ...facts, ...unknown, chosenModel: '' });
    assert.equal(status.state, 'ready');
    assert.equal(status.problem, 'unknown-types');
    assert.match(status.detail ?? '', /^m:1b knows no type of the schema study, so nothing is found\./);
    assert.deepEqual(
      status.actions?.slice(0, 2).map(({ title }) => title),
      ['Choose a model', 'Open the setting schema'],
    );
  });

  it('names first why the chosen model was not taken, also where the other knows nothing of the schema', () => {
    const fallback = { code: 'unreachable', message: 'no answer' } as const;
    const status = computeStatus({ ...facts, ...unknown, selected: { ...selected, fallback } });
    assert.equal(status.problem, 'unreachable');
    assert.match(status.detail ?? '', /^why m:1b knows no type/);
    const unchosen = computeStatus({
      ...facts,
      ...unknown,
      selected: { ...selected, fallback },
      chosenModel: '',
    });
    assert.equal(unchosen.problem, 'unknown-types');
  });

  it('says that Ollama does not hold the model to the form of its answers, and offers another model', () => {
    const status = computeStatus({ ...facts, ignoresSchema: true });
    assert.match(status.detail ?? '', /^why Ollama does not enforce .* of m:1b.* Update Ollama to 0\.31\.2/);
    assert.equal(status.actions?.[0]?.command, clientCommands.chooseModel);
    assert.equal(status.problem, undefined);
  });

  it('names what is wrong with the settings, and opens the setting where the client can', () => {
    const wrongSetting = { setting: 'bionote.schema', message: 'no such schema' };
    assert.deepEqual(computeStatus({ ...facts, wrongSetting }).wrongSetting, {
      message: 'no such schema',
      action: {
        title: 'Open the setting schema',
        command: clientCommands.openSetting,
        arguments: ['bionote.schema'],
      },
    });
    const plain = computeStatus({ ...facts, wrongSetting, clientCommands: false });
    assert.deepEqual(plain.wrongSetting, { message: 'no such schema' });
    assert.equal(plain.problem, undefined, 'no notification');
  });

  it('counts what a note holds', () => {
    const { analysis } = markedNote('[fever|problem] no fever', {
      contradictions: [{ premise: 'fever', hypothesis: 'no fever' }],
      analysis: { failures: [{ task: 'ner', span: { start: 0, end: 1 }, code: 'cut' }] },
    });
    assert.deepEqual(noteStatusOf(analysis), {
      uri: analysis.uri,
      state: 'done',
      finished: 1,
      total: 1,
      entities: 1,
      relations: 0,
      contradictions: 1,
      failed: 1,
      unplaced: 0,
    });
  });
});
