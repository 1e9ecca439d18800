import assert from 'node:assert/strict';
import { nextCommand } from '../../../client/src/status/next-command.js';
import { english } from '../translator.js';

const retry = { title: 'Try again', command: 'bionote.server.retry' };
const setting = { title: 'Open', command: 'bionote.openSetting', arguments: ['bionote.engine'] };

describe('nextCommand', () => {
  it('is the first action where something is wrong', () => {
    const status = { state: 'unavailable', problem: 'unreachable', actions: [setting, retry] } as const;
    assert.deepEqual(nextCommand(status, english), setting);
  });

  it('opens the setting that is wrong where nothing worse is', () => {
    const wrongSetting = { message: 'bionote.engine: …', action: setting };
    assert.deepEqual(nextCommand({ state: 'ready', actions: [retry], wrongSetting }, english), setting);
    const failing = { state: 'unavailable', problem: 'unreachable', actions: [retry], wrongSetting } as const;
    assert.equal(nextCommand(failing, english).command, retry.command);
  });

  it('is the choice of a model where nothing is wrong, whatever could be done', () => {
    for (const status of [
      undefined,
      { state: 'ready' } as const,
      { state: 'ready', actions: [retry] } as const,
    ])
      assert.equal(nextCommand(status, english).command, 'bionote.chooseModel');
  });

  it('switches a note on that was switched off', () => {
    assert.equal(nextCommand({ state: 'ready' }, english, true).command, 'bionote.analyzeNote');
  });
});
