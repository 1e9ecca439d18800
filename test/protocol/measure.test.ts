import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { MeasureRequest, type MeasureProgress } from '../../server/src/shared/protocol.js';
import type { Editor } from './editor.js';
import { startInProcess } from './in-process.js';
import { ScriptedModel } from './scripted-model.js';
import { until } from './until.js';

describe('measuring the model in use', function () {
  this.timeout(60_000);
  let model: ScriptedModel;
  let editor: Editor;

  beforeEach(async () => {
    model = new ScriptedModel();
    editor = await startInProcess(model, { initializationOptions: { extensionPath: process.cwd() } });
  });

  it('says how far it is and how long it may take, and what it came to', async () => {
    const steps = (): MeasureProgress[] =>
      editor.progressed.flatMap(({ token, value }) =>
        token === 'measure' ? [value as MeasureProgress] : [],
      );
    const { measurements } = await editor.request(MeasureRequest, { progressToken: 'measure', limit: 1 });
    const [own, ...others] = measurements;
    assert.deepEqual(others, []);
    assert.deepEqual([own?.model, own?.digest, own?.dialect], ['scripted', 'd1', 'json']);
    assert.deepEqual(own?.notes, { fitted: 1, measured: 1, set: 'test' });
    assert.ok(own.scores.overlap.gold > 0);
    assert.equal(own.probabilities, true);
    await until('the last step', () => steps().at(-1)?.done === 2);
    assert.deepEqual(
      steps().map(({ done, total, millisecondsLeft }) => [done, total, millisecondsLeft === undefined]),
      [
        [0, 2, true],
        [1, 2, false],
        [2, 2, false],
      ],
    );
  });

  it('ends with the request, and takes its calls back from the model', async () => {
    model.hold();
    const source = new CancellationTokenSource();
    const asked = editor.request(MeasureRequest, { progressToken: 'measure', limit: 1 }, source.token);
    await until('a call', () => model.prompts.length > 0);
    source.cancel();
    await assert.rejects(asked);
    await until('the call to be aborted', () => model.aborted > 0);
    assert.equal(model.aborted, model.prompts.length);
  });
});
