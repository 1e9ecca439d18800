import assert from 'node:assert/strict';
import { executeCommand } from '../../server/src/features/execute-command.js';
import { serverCommands } from '../../server/src/shared/protocol.js';

async function done(command: string, args?: unknown[]): Promise<unknown[]> {
  const calls: unknown[] = [];
  await executeCommand(command, args, {
    ignorePair: (uri, key) => Promise.resolve(void calls.push(['ignore', uri, key])),
    show: (uri, range) => Promise.resolve(void calls.push(['show', uri, range])),
    retry: () => void calls.push(['retry']),
    showIgnored: (...keys) => Promise.resolve(void calls.push(['showIgnored', ...keys])),
    decide: (uri, decided) => Promise.resolve(void calls.push(['decide', uri, decided])),
  });
  return calls;
}

describe('execute command', () => {
  const range = { start: { line: 0, character: 1 }, end: { line: 2, character: 3 } };

  it('does what it is told', async () => {
    assert.deepEqual(await done(serverCommands.ignorePair, ['u', 'k']), [['ignore', 'u', 'k']]);
    assert.deepEqual(await done(serverCommands.show, ['u', range]), [['show', 'u', range]]);
    assert.deepEqual(await done(serverCommands.retry), [['retry']]);
    assert.deepEqual(await done(serverCommands.showIgnored), [['showIgnored']]);
    assert.deepEqual(await done(serverCommands.showIgnored, ['k']), [['showIgnored', 'k']]);
    const decided = { action: 'accept', target: { range, type: 'problem' } };
    assert.deepEqual(await done(serverCommands.decide, ['u', decided]), [['decide', 'u', decided]]);
  });

  const refused: [string, unknown[] | undefined][] = [
    [serverCommands.ignorePair, undefined],
    [serverCommands.ignorePair, ['u']],
    [serverCommands.ignorePair, ['u', { toString: 'k' }]],
    [serverCommands.show, ['u', { start: { line: -1, character: 0 }, end: range.end }]],
    [serverCommands.decide, ['u', { action: 'undo' }]],
    [serverCommands.decide, ['u', { action: 'accept', target: { range } }]],
    ['workbench.action.quit', []],
  ];
  for (const [command, args] of refused) {
    it(`refuses ${command} of ${JSON.stringify(args)}`, async () => {
      await assert.rejects(done(command, args));
    });
  }
});
